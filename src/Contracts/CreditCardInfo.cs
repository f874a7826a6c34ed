using Google.Protobuf;

namespace Oteldemo;

/// <summary>A credit card, which never shows its number or code when it is written as text.</summary>
public sealed partial class CreditCardInfo : ICustomDiagnosticMessage
{
    private const string Hidden = "****-****-****-";

    /// <summary>The number as it may be seen: <c>****-****-****-</c> and the last four digits, or nothing of a text too short to be a card number.</summary>
    public string MaskedNumber()
    {
        var digits = CreditCardNumber.Where(char.IsAsciiDigit).ToArray();
        return digits.Length >= 12 ? Hidden + new string(digits[^4..]) : Hidden + "****";
    }

    /// <summary>Stands in for the message in <see cref="object.ToString"/>, also inside other messages.</summary>
    public string ToDiagnosticString() => $"\"{MaskedNumber()}\"";
}
