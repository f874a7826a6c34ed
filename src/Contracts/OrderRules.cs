using System.Net.Mail;

namespace OtelShop.Contracts;

/// <summary>What an order may contain. Every service that accepts orders checks by these rules, so that none refuses what another accepted.</summary>
public static class OrderRules
{
    /// <summary>Longest user id and line of an address, in UTF-16 code units.</summary>
    public const int MaximumTextLength = 256;

    /// <summary>Longest mail address (RFC 5321 section 4.5.3.1.3, without angle brackets).</summary>
    public const int MaximumEmailLength = 254;

    /// <summary>Most lines of an order.</summary>
    public const int MaximumLines = 1_000;

    /// <summary>Highest quantity of one line.</summary>
    public const int MaximumQuantity = 1_000_000;

    /// <summary>Highest amount of a charge in minor units: 12 digits, as in card messages (ISO 8583 field 4).</summary>
    public const long MaximumMinorUnits = 999_999_999_999;

    /// <summary>
    /// Whether a text can be stored, mailed and shown in one line as it was typed: not blank, not too long, without control characters, line separators and
    /// controls of text direction. PostgreSQL stores no NUL, and U+FFFD stands for what could not be read.
    /// </summary>
    public static bool IsText(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= MaximumTextLength && text.All(IsPrintable);

    /// <summary>
    /// Whether mail can be sent to an address: international (RFC 6531), with a domain that has a dot, without the display name, which would let the
    /// shopper write into the mail's header.
    /// </summary>
    public static bool IsEmailAddress(string text) =>
        text.Length <= MaximumEmailLength && text.All(IsPrintable)
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);

    /// <summary>Whether an amount is low enough for a card.</summary>
    /// <param name="currencyCode">A currency of the shop.</param>
    /// <param name="amount">The amount in this currency.</param>
    /// <exception cref="ArgumentException">The shop does not trade in this currency.</exception>
    public static bool IsChargeable(string currencyCode, decimal amount) =>
        amount <= MaximumMinorUnits / (decimal)Math.Pow(10, CurrencyMinorUnits.Of(currencyCode));

    // U+202A to U+202E and U+2066 to U+2069 embed, override and isolate text of another direction (UAX #9).
    private static bool IsPrintable(char character) => !char.IsControl(character)
        && character is not ('\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufffd');
}
