using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace OtelShop.Emails.Tests;

/// <summary>Mail server on a free loopback port that keeps the messages it accepts.</summary>
internal sealed class MailServer : MessageStore, IMailboxFilter, IAsyncDisposable
{
    private readonly SmtpServer.SmtpServer _server;

    public MailServer()
    {
        var options = new SmtpServerOptionsBuilder().ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, 0)))
            .Build();
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, started) => Port = ((IPEndPoint)started.LocalEndPoint).Port;
        var services = new ServiceProvider();
        services.Add(listeners);
        services.Add((IMessageStore)this);
        services.Add((IMailboxFilter)this);
        _server = new SmtpServer.SmtpServer(options, services);
        _ = _server.StartAsync(CancellationToken.None);
    }

    public int Port { get; private set; }

    /// <summary>Reply to RCPT TO; null accepts the recipient.</summary>
    public SmtpResponse? RecipientReply { get; set; }

    /// <summary>Reply to a whole message.</summary>
    public SmtpResponse MessageReply { get; set; } = SmtpResponse.Ok;

    /// <summary>Withholds the reply to a whole message until it completes.</summary>
    public Task? ReplyAfter { get; set; }

    public ConcurrentQueue<string> Recipients { get; } = [];

    public ConcurrentQueue<MimeMessage> Mails { get; } = [];

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(buffer.ToArray());
        Mails.Enqueue(await MimeMessage.LoadAsync(content, cancellationToken));
        if (ReplyAfter is { } release)
            await release;
        return MessageReply;
    }

    public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken)
    {
        if (RecipientReply is not null)
            throw new SmtpResponseException(RecipientReply);

        Recipients.Enqueue(to.AsAddress());
        return Task.FromResult(true);
    }

    public async ValueTask DisposeAsync()
    {
        _server.Shutdown();
        await _server.ShutdownTask;
    }
}
