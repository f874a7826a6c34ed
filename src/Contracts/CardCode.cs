using System.Globalization;

namespace OtelShop.Contracts;

/// <summary>
/// The code printed on a card (CVV2, CVC2, CID): four digits of American Express, three of every other brand. The wire has a number, which loses leading
/// zeros: 12 is the code 012, and 0 is 000.
/// </summary>
public static class CardCode
{
    /// <summary>The number of a missing or misspelt code, which every service refuses.</summary>
    public const int Invalid = -1;

    /// <summary>How many digits the code of a card has.</summary>
    /// <param name="cardNumber">The number of the card, with or without separators.</param>
    public static int LengthOf(string cardNumber) => string.Concat(cardNumber.Where(char.IsAsciiDigit).Take(2)) is "34" or "37" ? 4 : 3;

    /// <summary>Whether a code of the wire can be that of the card.</summary>
    /// <param name="code">The code as a number.</param>
    /// <param name="cardNumber">The number of the card.</param>
    public static bool IsValid(int code, string cardNumber) => code >= 0 && code <= (LengthOf(cardNumber) == 4 ? 9_999 : 999);

    /// <summary>Reads a code as it is printed, leading zeros included.</summary>
    /// <param name="text">The digits.</param>
    /// <param name="cardNumber">The number of the card.</param>
    /// <returns>The code as a number, or <see cref="Invalid"/>.</returns>
    public static int Read(string text, string cardNumber) => text.Length == LengthOf(cardNumber) && text.All(char.IsAsciiDigit)
        ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : Invalid;

    /// <summary>What is wrong with an invalid code, as the end of a sentence that starts with the field.</summary>
    /// <param name="cardNumber">The number of the card.</param>
    public static string Requirement(string cardNumber) => $"must be the {LengthOf(cardNumber)} digits printed on the card";
}
