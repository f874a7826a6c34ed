using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

internal sealed record PlaceOrderJson(string? UserId, string? Email, AddressJson? Address, string? UserCurrency, CreditCardJson? CreditCard)
{
    public PlaceOrderRequest ToRequest() => new()
    {
        UserId = UserId ?? "",
        UserCurrency = UserCurrency ?? "",
        Email = Email ?? "",
        Address = Address?.ToAddress(),
        CreditCard = CreditCard?.ToCreditCard(),
    };
}
