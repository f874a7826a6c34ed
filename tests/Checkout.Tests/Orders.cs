using Oteldemo;

namespace OtelShop.Checkout.Tests;

internal static class Orders
{
    public const string CardNumber = "4432-8015-6152-0454";

    public static PlaceOrderRequest By(string userId, string currency = "USD") => new()
    {
        UserId = userId,
        UserCurrency = currency,
        Email = "someone@example.com",
        Address = new Address
        {
            StreetAddress = "1600 Amphitheatre Parkway",
            City = "Mountain View",
            State = "CA",
            Country = "United States",
            ZipCode = "94043",
        },
        CreditCard = new CreditCardInfo
        {
            CreditCardNumber = CardNumber,
            CreditCardCvv = 672,
            CreditCardExpirationYear = 2039,
            CreditCardExpirationMonth = 1,
        },
    };

    public static decimal Total(OrderResult order) =>
        order.ShippingCost.ToDecimal() + order.Items.Sum(line => line.Cost.ToDecimal() * line.Item.Quantity);
}
