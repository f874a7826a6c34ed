using System.Diagnostics.CodeAnalysis;

namespace OtelShop.Payments.Cards;

/// <summary>A card number with a valid checksum. ToString shows only the last four digits.</summary>
internal sealed class CardNumber
{
    private const int Shortest = 12;
    private const int Longest = 19;

    private CardNumber(string digits, string brand)
    {
        Brand = brand;
        LastFour = digits[^4..];
    }

    public string Brand { get; }

    public string LastFour { get; }

    public string Masked => $"****-****-****-{LastFour}";

    /// <summary>Parses a number; spaces and dashes between digits are ignored.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CardNumber? number)
    {
        number = null;
        if (text.Length > 2 * Longest)
            return false;

        var digits = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (digits.Length is < Shortest or > Longest || !digits.All(char.IsAsciiDigit) || !HasValidCheckDigit(digits))
            return false;

        if (CardBrands.Of(digits) is not { } brand)
            return false;

        number = new CardNumber(digits, brand);
        return true;
    }

    public override string ToString() => $"{Brand} ending {LastFour}";

    // Luhn, ISO/IEC 7812-1 annex B: every second digit from the right counts double, its digits summed.
    private static bool HasValidCheckDigit(string digits)
    {
        var sum = 0;
        for (var position = 0; position < digits.Length; position++)
        {
            var digit = digits[^(position + 1)] - '0';
            var weighted = position % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
