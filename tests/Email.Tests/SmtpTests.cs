using Grpc.Core;
using OtelShop.Testing.Services;
using EmailClient = Oteldemo.EmailService.EmailServiceClient;

namespace OtelShop.Emails.Tests;

public sealed class SmtpTests : IAsyncLifetime
{
    private readonly SmtpListener _server = new();
    private readonly ServiceHost<Program> _host;
    private readonly EmailClient _email;

    public SmtpTests()
    {
        _host = new ServiceHost<Program>(null, ("Email:Smtp:Host", "127.0.0.1"), ("Email:Smtp:Port", _server.Port.ToString()), ("Email:From", "Shop <shop@otelshop.example>"));
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

        var mail = Mail.Parse(Assert.Single(_server.Mails));
        Assert.Equal(["<someone@example.com>"], _server.Recipients);
        Assert.Contains("shop@otelshop.example", mail.Headers["From"], StringComparison.Ordinal);
        Assert.Contains("USD 3,829.89", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_the_mail_server_refuses_is_the_emails_fault()
    {
        _server.RecipientReply = "550 no such mailbox";

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _email.SendOrderConfirmationAsync(Orders.InDollars()));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["email"], error.Fields());
    }

    [Fact]
    public async Task A_mail_server_that_is_busy_can_be_asked_again()
    {
        _server.RecipientReply = "450 busy";
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _email.SendOrderConfirmationAsync(Orders.InDollars()));
        _server.RecipientReply = "250 fine";
        await _email.SendOrderConfirmationAsync(Orders.InDollars());

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Single(_server.Mails);
    }

    [Fact]
    public async Task Without_the_mail_server_no_mail_is_counted()
    {
        using var measurements = new Measurements(_host.Services);
        await _server.DisposeAsync();

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _email.SendOrderConfirmationAsync(Orders.InDollars()));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Empty(measurements.Of("demo.notification.confirmations"));
    }
}
