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

    /// <summary>Whether a text can be stored and mailed: not blank, not too long, no control characters. PostgreSQL stores no NUL.</summary>
    public static bool IsText(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= MaximumTextLength && !text.Any(char.IsControl);

    /// <summary>
    /// Whether mail can be sent to an address: international (RFC 6531), with a domain that has a dot, without the display name, which would let the
    /// shopper write into the mail's header.
    /// </summary>
    public static bool IsEmailAddress(string text) =>
        text.Length <= MaximumEmailLength && !text.Any(char.IsControl)
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}
