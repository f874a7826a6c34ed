using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Emails.Delivery;

internal sealed class SmtpTransport(IOptions<EmailOptions> options, SentMailStore sent, EmailTelemetry telemetry, ILogger<SmtpTransport> logger) : IMailTransport
{
    private readonly SmtpOptions _smtp = options.Value.Smtp;

    public async Task<bool> SendAsync(MimeMessage message, string name)
    {
        if (!sent.TryAdd(name))
            return false;
        using var timeout = new CancellationTokenSource(_smtp.Timeout);
        var progress = new BodyProgress();
        var taken = false;
        try
        {
            await SendAsync(message, progress, timeout.Token);
            return taken = true;
        }
        catch (Exception error) when (IsDeliveryFailure(error))
        {
            var cause = WithoutReply(error);
            logger.DeliveryFailed(cause, _smtp.Host!);
            if (progress.IsComplete && error is not SmtpCommandException)
            {
                // The server has the whole message but its reply is missing: a second try could be a second mail.
                telemetry.GaveUp("unknown");
                logger.DeliveryUnknown(name);
                return taken = true;
            }
            if (!IsAboutTheRecipient(error))
                throw new UnavailableException("The mail server does not take the mail now.", cause);
            telemetry.GaveUp("refused");
            throw new InvalidRequestException("email", "is refused by the mail server");
        }
        finally
        {
            if (!taken)
                sent.Remove(name);
        }
    }

    // A mail server's reply often repeats the address, which is kept out of logs and spans.
    private static Exception WithoutReply(Exception error) => error is SmtpCommandException refused ? new RefusedMailException(refused) : error;

    // Other 5xx replies, such as "mailbox full" or "blocked", are about the moment or about this shop: the caller keeps the mail.
    private static bool IsAboutTheRecipient(Exception error) => error is NoInternationalMailException or SmtpCommandException
    {
        ErrorCode: SmtpErrorCode.RecipientNotAccepted,
        StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed,
    };

    private static bool IsDeliveryFailure(Exception error) => error
        is CommandException or ProtocolException or AuthenticationException or SslHandshakeException
        or IOException or SocketException or NotSupportedException or OperationCanceledException;

    private async Task SendAsync(MimeMessage message, BodyProgress progress, CancellationToken cancellationToken)
    {
        // Certificate authorities inside a network rarely publish revocation lists.
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        await client.ConnectAsync(_smtp.Host!, _smtp.Port, _smtp.EnableTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancellationToken);
        if (!string.IsNullOrEmpty(_smtp.User))
            await client.AuthenticateAsync(_smtp.User, _smtp.Password ?? "", cancellationToken);
        if (message.NeedsInternationalMail() && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            throw new NoInternationalMailException();
        await client.SendAsync(message, cancellationToken, progress);
        await QuitAsync(client, cancellationToken);
    }

    private async Task QuitAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception error) when (IsDeliveryFailure(error))
        {
            // The mail is delivered; a server that does not say goodbye changes nothing.
            logger.NotDisconnected(error, _smtp.Host!);
        }
    }

    private sealed class NoInternationalMailException() : NotSupportedException("The mail server does not offer SMTPUTF8 (RFC 6531), which the address needs.");

    private sealed class RefusedMailException(SmtpCommandException refused)
        : Exception($"The mail server answered {(int)refused.StatusCode} ({refused.ErrorCode}).");

    /// <summary>Tells whether the whole message was written.</summary>
    private sealed class BodyProgress : ITransferProgress
    {
        public bool IsComplete { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => IsComplete = bytesTransferred >= totalSize;

        public void Report(long bytesTransferred)
        {
            // The total is unknown, so this says nothing about the end.
        }
    }
}
