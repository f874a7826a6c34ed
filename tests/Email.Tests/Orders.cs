using Oteldemo;

namespace OtelShop.Emails.Tests;

/// <summary>Orders to confirm.</summary>
internal static class Orders
{
    public const string Id = "5f3c1a52-c6b0-11f0-9d3e-0242ac120002";

    public static SendOrderConfirmationRequest InDollars(string email = "someone@example.com", string orderId = Id) => new()
    {
        Email = email,
        Order = new OrderResult
        {
            OrderId = orderId,
            ShippingTrackingId = "0a4a6a4e-6a3f-4c0a-9a3c-2f1f6d6a7b10",
            ShippingCost = new Money { CurrencyCode = "USD", Units = 26, Nanos = 970_000_000 },
            ShippingAddress = new Address { StreetAddress = "1600 Amphitheatre Parkway", City = "Mountain View", State = "CA", Country = "United States", ZipCode = "94043" },
            Items =
            {
                new OrderItem { Item = new CartItem { ProductId = "OLJCESPC7Z", Quantity = 2 }, Cost = new Money { CurrencyCode = "USD", Units = 101, Nanos = 960_000_000 }, ProductName = "Explorascope" },
                new OrderItem { Item = new CartItem { ProductId = "9SIQT8TOJO", Quantity = 1 }, Cost = new Money { CurrencyCode = "USD", Units = 3599 } },
            },
        },
    };

    public static SendOrderConfirmationRequest InYen()
    {
        var request = InDollars();
        request.Order.ShippingCost = new Money { CurrencyCode = "JPY", Units = 1_005, Nanos = 156_125_610 };
        request.Order.Items.Clear();
        request.Order.Items.Add(new OrderItem
        {
            Item = new CartItem { ProductId = "66VCHSJNUP", Quantity = 2 },
            Cost = new Money { CurrencyCode = "JPY", Units = 39_127, Nanos = 536_488_280 },
        });
        return request;
    }
}
