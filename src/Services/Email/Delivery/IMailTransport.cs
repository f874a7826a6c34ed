using System.Net.Mail;

namespace OtelShop.Emails.Delivery;

internal interface IMailTransport
{
    /// <param name="message">What to deliver.</param>
    /// <param name="name">A name for the mail that is safe in a file name; the same name is the same mail.</param>
    /// <exception cref="ServiceDefaults.Validation.InvalidRequestException">The recipient is refused for good.</exception>
    /// <exception cref="ServiceDefaults.UnavailableException">The mail cannot be delivered now.</exception>
    Task SendAsync(MailMessage message, string name);
}
