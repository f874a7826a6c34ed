using MimeKit;

namespace OtelShop.Emails.Delivery;

internal interface IMailTransport
{
    /// <param name="message">Message to deliver.</param>
    /// <param name="name">Name of the message, safe in a file name. A second message of the same name replaces the first.</param>
    /// <exception cref="ServiceDefaults.Validation.InvalidRequestException">The mail server refuses the recipient for good.</exception>
    /// <exception cref="ServiceDefaults.UnavailableException">The message cannot be delivered now; a retry may succeed.</exception>
    Task SendAsync(MimeMessage message, string name);
}
