using MimeKit;

namespace OtelShop.Emails.Delivery;

internal interface IMailTransport
{
    /// <param name="message">Message to deliver.</param>
    /// <param name="name">Name of the message, safe in a file name.</param>
    /// <returns>False when a message of this name was sent before, also before a restart: this one is not sent.</returns>
    /// <exception cref="ServiceDefaults.Validation.InvalidRequestException">The mail server refuses the recipient for good.</exception>
    /// <exception cref="ServiceDefaults.UnavailableException">The message cannot be delivered now; a retry may succeed.</exception>
    Task<bool> SendAsync(MimeMessage message, string name);
}
