using Oteldemo;

namespace OtelShop.Payment.Tests;

internal static class Cards
{
    public const string VisaNumber = "4432-8015-6152-0454";

    public static CreditCardInfo Visa(int year = 2039, int month = 1) => Of(VisaNumber, year, month);

    public static CreditCardInfo Of(string number, int year = 2039, int month = 1) => new()
    {
        CreditCardNumber = number,
        CreditCardCvv = 672,
        CreditCardExpirationYear = year,
        CreditCardExpirationMonth = month,
    };
}
