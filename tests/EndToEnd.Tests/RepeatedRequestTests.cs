using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Oteldemo;

namespace OtelShop.EndToEnd.Tests;

/// <summary>Requests that come again because their first answer was lost.</summary>
[Collection(ShopCollection.Name)]
public sealed class RepeatedRequestTests(RunningShop shop)
{
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task A_charge_with_the_same_key_is_the_same_charge()
    {
        using var channel = GrpcChannel.ForAddress(shop.Application.GetEndpoint("payment", "grpc"));
        var payment = new PaymentService.PaymentServiceClient(channel);
        var charge = new ChargeRequest
        {
            IdempotencyKey = $"{Guid.NewGuid()}",
            Amount = new Money { CurrencyCode = "USD", Units = 12 },
            CreditCard = new CreditCardInfo { CreditCardNumber = "4432801561520454", CreditCardCvv = 672, CreditCardExpirationYear = 2039, CreditCardExpirationMonth = 1 },
        };

        var first = await payment.ChargeAsync(charge);
        var second = await payment.ChargeAsync(charge);

        Assert.Equal(first.TransactionId, second.TransactionId);
        await _telemetry.LogAsync("payment", log => log.EventName == "payment.transaction.repeated" && log.Attributes["demo.payment.transaction.id"] == first.TransactionId);
    }

    [Fact]
    public async Task An_order_that_is_confirmed_twice_has_one_mail()
    {
        using var orders = await OrdersTopic.OpenAsync(shop);
        var orderId = (string)(await new Shopper(shop.Storefront).BuyAsync("USD", ("LS4PSXUNUM", 1)))["orderId"]!;
        var mail = await Eventually.GetAsync("the confirmation mail", () => shop.FindMailAsync(orderId));
        using var channel = GrpcChannel.ForAddress(shop.Application.GetEndpoint("email", "grpc"));

        await new EmailService.EmailServiceClient(channel).SendOrderConfirmationAsync(
            new SendOrderConfirmationRequest { Email = "shopper@example.com", Order = await orders.FindAsync(orderId) });

        await _telemetry.LogAsync("email", log => log.EventName == "email.confirmation_repeated" && log.Attributes["demo.order.id"] == orderId);
        Assert.Equal(mail, await shop.FindMailAsync(orderId));
    }
}
