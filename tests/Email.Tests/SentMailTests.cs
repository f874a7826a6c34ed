using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using OtelShop.Emails.Delivery;
using OtelShop.Testing.Services;
using EmailClient = Oteldemo.EmailService.EmailServiceClient;

namespace OtelShop.Emails.Tests;

public sealed class SentMailTests
{
    [Fact]
    public async Task A_mail_that_was_sent_takes_no_memory()
    {
        var transport = new ForgetfulTransport();
        await using var host = new ServiceHost<Program>(services => services.AddSingleton<IMailTransport>(transport));
        var email = new EmailClient(host.Channel);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async number => await email.SendOrderConfirmationAsync(Orders.InDollars(orderId: $"order-{number}"))));

        Assert.Equal(40, transport.Sent.Count);
        await Eventually.HoldsAsync(() =>
        {
            GC.Collect();
            return transport.Sent.All(mail => !mail.TryGetTarget(out _));
        });
    }

    private sealed class ForgetfulTransport : IMailTransport
    {
        public ConcurrentBag<WeakReference<MimeMessage>> Sent { get; } = [];

        public Task<bool> SendAsync(MimeMessage message, string name)
        {
            Sent.Add(new WeakReference<MimeMessage>(message));
            return Task.FromResult(true);
        }
    }
}
