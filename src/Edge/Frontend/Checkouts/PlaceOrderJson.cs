using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

internal sealed record PlaceOrderJson(string? UserId, string? Email, AddressJson? Address, string? UserCurrency, CreditCardJson? CreditCard)
{
    public PlaceOrderRequest ToRequest(string idempotencyKey) => new()
    {
        UserId = UserId ?? "",
        UserCurrency = UserCurrency ?? "",
        Email = Email ?? "",
        Address = Address?.ToAddress(),
        CreditCard = CreditCard?.ToCreditCard(),
        IdempotencyKey = idempotencyKey,
    };
}

internal sealed record CreditCardJson(string? CreditCardNumber, int? CreditCardCvv, int? CreditCardExpirationYear, int? CreditCardExpirationMonth)
{
    public CreditCardInfo ToCreditCard() => new()
    {
        CreditCardNumber = CreditCardNumber ?? "",
        CreditCardCvv = CreditCardCvv ?? 0,
        CreditCardExpirationYear = CreditCardExpirationYear ?? 0,
        CreditCardExpirationMonth = CreditCardExpirationMonth ?? 0,
    };
}
