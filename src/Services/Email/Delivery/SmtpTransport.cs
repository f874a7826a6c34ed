using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Emails.Delivery;

internal sealed class SmtpTransport(IOptions<EmailOptions> options, ILogger<SmtpTransport> logger) : IMailTransport
{
    private readonly SmtpOptions _smtp = options.Value.Smtp;

    public async Task SendAsync(MimeMessage message, string name)
    {
        using var timeout = new CancellationTokenSource(_smtp.Timeout);
        try
        {
            await SendAsync(message, timeout.Token);
        }
        catch (SmtpCommandException error) when (error.StatusCode >= SmtpStatusCode.MailboxUnavailable)
        {
            // RFC 5321 §4.2.1: a client must not repeat a message that was answered by 55x.
            logger.DeliveryFailed(error, _smtp.Host!);
            throw new InvalidRequestException("email", "is refused by the mail server");
        }
        catch (Exception error) when (IsTransient(error))
        {
            logger.DeliveryFailed(error, _smtp.Host!);
            throw new UnavailableException("The mail server cannot be reached.", error);
        }
    }

    private static bool IsTransient(Exception error) => error
        is CommandException or ProtocolException or AuthenticationException or SslHandshakeException
        or IOException or SocketException or NotSupportedException or OperationCanceledException;

    private async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        // Certificate authorities inside a network rarely publish revocation lists.
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        await client.ConnectAsync(_smtp.Host!, _smtp.Port, _smtp.EnableTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancellationToken);
        if (!string.IsNullOrEmpty(_smtp.User))
            await client.AuthenticateAsync(_smtp.User, _smtp.Password ?? "", cancellationToken);
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }
}
