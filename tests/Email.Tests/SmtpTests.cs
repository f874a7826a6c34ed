using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using MimeKit;
using OtelShop.Testing.Services;
using SmtpServer.Protocol;
using EmailClient = Oteldemo.EmailService.EmailServiceClient;

namespace OtelShop.Emails.Tests;

public sealed class SmtpTests : IAsyncLifetime
{
    private readonly MailServer _server = new();
    private readonly DirectoryInfo _memory = Directory.CreateTempSubdirectory("otelshop-email-tests-");
    private readonly ServiceHost<Program> _host;
    private readonly EmailClient _email;

    public SmtpTests()
    {
        _host = Start();
        _email = new EmailClient(_host.Channel);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
        _memory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_confirmation_reaches_the_mail_server()
    {
        await _email.SendOrderConfirmationAsync(Orders.InDollars());

        var mail = Assert.Single(_server.Mails);
        Assert.Equal(["someone@example.com"], _server.Recipients);
        Assert.Equal(new MailboxAddress("Shop", "shop@otelshop.example"), Assert.Single(mail.From));
        Assert.Contains("USD 3,829.89", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_of_32_concurrent_callers_gets_a_mail()
    {
        var orders = Enumerable.Range(0, 32).Select(number => $"order{number}").ToArray();

        await Task.WhenAll(orders.Select(order => _email.SendOrderConfirmationAsync(Orders.InDollars(orderId: order)).ResponseAsync));

        Assert.Equal(orders.Select(order => $"Your order {order}").Order(), _server.Mails.Select(mail => mail.Subject).Order());
    }

    [Fact]
    public async Task An_address_that_the_mail_server_refuses_is_an_invalid_email()
    {
        _server.RecipientReply = SmtpResponse.MailboxUnavailable;

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _email.SendOrderConfirmationAsync(Orders.InDollars()));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["email"], error.Fields());
    }

    [Theory]
    [InlineData(450)]
    [InlineData(550)]
    public async Task The_log_never_shows_the_address_although_the_mail_server_repeats_it(int code)
    {
        var log = new FakeLogCollector();
        await using var host = Start(log);
        _server.RecipientReply = new SmtpResponse((SmtpReplyCode)code, "<someone@example.com> is not here");

        await Assert.ThrowsAsync<RpcException>(async () => await new EmailClient(host.Channel).SendOrderConfirmationAsync(Orders.InDollars()));

        Assert.Contains(log.GetSnapshot(), record => $"{record.Exception}".Contains($"{code}", StringComparison.Ordinal));
        Assert.DoesNotContain(log.GetSnapshot(), record => $"{record.Message} {record.Exception}".Contains("someone@example.com", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_confirmation_can_be_retried_after_a_temporary_refusal()
    {
        _server.RecipientReply = new SmtpResponse((SmtpReplyCode)450, "busy");
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _email.SendOrderConfirmationAsync(Orders.InDollars()));
        _server.RecipientReply = null;
        await _email.SendOrderConfirmationAsync(Orders.InDollars());

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Single(_server.Mails);
    }

    [Theory]
    [InlineData(552)]
    [InlineData(554)]
    public async Task A_mail_that_the_server_does_not_take_now_can_be_sent_later(int code)
    {
        _server.MessageReply = new SmtpResponse((SmtpReplyCode)code, "not now");
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _email.SendOrderConfirmationAsync(Orders.InDollars()));
        _server.MessageReply = SmtpResponse.Ok;
        _server.Mails.Clear();
        await _email.SendOrderConfirmationAsync(Orders.InDollars());

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Single(_server.Mails);
    }

    [Fact]
    public async Task A_restarted_service_sends_no_second_mail()
    {
        await _email.SendOrderConfirmationAsync(Orders.InDollars());
        await using var restarted = Start();

        await new EmailClient(restarted.Channel).SendOrderConfirmationAsync(Orders.InDollars());

        Assert.Single(_server.Mails);
    }

    [Fact]
    public async Task A_mail_whose_reply_is_lost_is_not_sent_twice_and_counted()
    {
        var reply = new TaskCompletionSource();
        _server.ReplyAfter = reply.Task;
        await using var impatient = Start(("Email:Smtp:Timeout", "00:00:02"));
        using var measurements = impatient.Services.Collect<long>(EmailTelemetry.SourceName, "demo.notification.given_up");
        var email = new EmailClient(impatient.Channel);

        await email.SendOrderConfirmationAsync(Orders.InDollars());
        await email.SendOrderConfirmationAsync(Orders.InDollars());
        reply.SetResult();

        Assert.Single(_server.Mails);
        Assert.Equal("unknown", Assert.Single(measurements.GetMeasurementSnapshot()).Tags["demo.notification.given_up.reason"]);
    }

    [Fact]
    public async Task An_international_address_gets_its_mail()
    {
        await _email.SendOrderConfirmationAsync(Orders.InDollars("jürgen@example.com"));

        Assert.Equal("jürgen@example.com", Assert.Single(Assert.Single(_server.Mails).To.Mailboxes).Address);
        Assert.Equal(["jürgen@example.com"], _server.Recipients);
    }

    [Fact]
    public async Task An_international_address_is_invalid_where_the_mail_server_does_not_offer_it()
    {
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        await using var host = Start(("Email:Smtp:Port", $"{((IPEndPoint)plain.LocalEndpoint).Port}"));
        var greeting = GreetAsync(plain);

        var error = await Assert.ThrowsAsync<RpcException>(async () => await new EmailClient(host.Channel).SendOrderConfirmationAsync(Orders.InDollars("jürgen@example.com")));
        await greeting;

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["email"], error.Fields());
    }

    [Fact]
    public async Task An_unreachable_mail_server_makes_the_call_unavailable()
    {
        using var measurements = _host.Services.Collect<long>(EmailTelemetry.SourceName, "demo.notification.confirmations");
        await _server.DisposeAsync();

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _email.SendOrderConfirmationAsync(Orders.InDollars()));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Empty(measurements.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task A_mail_server_without_the_demanded_tls_gets_no_mail()
    {
        using var host = new ServiceHost<Program>(
            null, ("Email:Smtp:Host", "127.0.0.1"), ("Email:Smtp:Port", $"{_server.Port}"), ("Email:Smtp:EnableTls", "true"));

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await new EmailClient(host.Channel).SendOrderConfirmationAsync(Orders.InDollars()));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Empty(_server.Mails);
    }

    private static async Task GreetAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 plain.example");
        await reader.ReadLineAsync();
        await writer.WriteLineAsync("250 plain.example");
        await reader.ReadLineAsync();
    }

    private ServiceHost<Program> Start(params (string Key, string? Value)[] settings) => Start(null, settings);

    private ServiceHost<Program> Start(FakeLogCollector? log, params (string Key, string? Value)[] settings) => new(
        services => services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(log ?? new FakeLogCollector()))), [
        ("Email:Smtp:Host", "127.0.0.1"), ("Email:Smtp:Port", $"{_server.Port}"), ("Email:From", "Shop <shop@otelshop.example>"),
        ("Email:PickupDirectory", _memory.FullName), .. settings,
    ]);
}
