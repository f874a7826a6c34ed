using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Emails.Delivery;

internal sealed class SmtpTransport(IOptions<EmailOptions> options, ILogger<SmtpTransport> logger) : IMailTransport
{
    private readonly SmtpOptions _smtp = options.Value.Smtp;

    public async Task SendAsync(MailMessage message, string name)
    {
        using var client = new SmtpClient(_smtp.Host, _smtp.Port) { EnableSsl = _smtp.EnableTls };
        if (!string.IsNullOrEmpty(_smtp.User))
            client.Credentials = new NetworkCredential(_smtp.User, _smtp.Password);

        using var timeout = new CancellationTokenSource(_smtp.Timeout);
        try
        {
            await client.SendMailAsync(message, timeout.Token);
        }
        catch (SmtpException error) when (error.StatusCode >= SmtpStatusCode.MailboxUnavailable)
        {
            // 55x: RFC 5321 asks not to send the same mail to the same address again.
            logger.DeliveryFailed(error, _smtp.Host!);
            throw new InvalidRequestException("email", "is refused by the mail server");
        }
        catch (Exception error) when (error is SmtpException or OperationCanceledException)
        {
            logger.DeliveryFailed(error, _smtp.Host!);
            throw new UnavailableException("The mail server cannot be reached.", error);
        }
    }
}
