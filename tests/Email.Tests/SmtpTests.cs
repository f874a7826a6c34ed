using Grpc.Core;
using MimeKit;
using OtelShop.Testing.Services;
using SmtpServer.Protocol;
using EmailClient = Oteldemo.EmailService.EmailServiceClient;

namespace OtelShop.Emails.Tests;

public sealed class SmtpTests : IAsyncLifetime
{
    private readonly MailServer _server = new();
    private readonly ServiceHost<Program> _host;
    private readonly EmailClient _email;

    public SmtpTests()
    {
        _host = new ServiceHost<Program>(null, ("Email:Smtp:Host", "127.0.0.1"), ("Email:Smtp:Port", $"{_server.Port}"), ("Email:From", "Shop <shop@otelshop.example>"));
        _email = new EmailClient(_host.Channel);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
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
}
