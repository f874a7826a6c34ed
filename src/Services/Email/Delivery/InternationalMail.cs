using System.Text;
using MimeKit;

namespace OtelShop.Emails.Delivery;

internal static class InternationalMail
{
    /// <summary>Whether a recipient's name before the @ is not ASCII (RFC 6531). A domain that is not ASCII is encoded instead (RFC 5891).</summary>
    public static bool NeedsInternationalMail(this MimeMessage message) =>
        message.To.Mailboxes.Any(mailbox => !Ascii.IsValid(mailbox.LocalPart));
}
