namespace OtelShop.Payments.Cards;

/// <summary>A range of card numbers by their first digits, and how long numbers of that range are.</summary>
internal sealed record CardBrand(string Name, string FirstPrefix, string LastPrefix, params int[] Lengths)
{
    public const string Visa = "visa";
    public const string Mastercard = "mastercard";
    public const string AmericanExpress = "amex";

    public bool Issued(string digits) =>
        Lengths.Contains(digits.Length)
        && string.CompareOrdinal(digits, 0, FirstPrefix, 0, FirstPrefix.Length) >= 0
        && string.CompareOrdinal(digits, 0, LastPrefix, 0, LastPrefix.Length) <= 0;
}
