using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

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
