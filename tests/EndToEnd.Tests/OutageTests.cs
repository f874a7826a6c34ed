using System.Net;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Oteldemo;
using OtelShop.EndToEnd.Tests.Scenarios;

namespace OtelShop.EndToEnd.Tests;

/// <summary>Parts of the shop are stopped and started again while it is open.</summary>
[Collection(ShopCollection.Name)]
public sealed class OutageTests(RunningShop shop)
{
    private const string Flashlight = "LS4PSXUNUM";
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task Without_shipping_no_order_is_placed_and_no_card_charged()
    {
        var shopper = new Shopper(shop.Storefront);
        await shopper.AddAsync(Flashlight, 1);
        await using var outage = await StopAsync("shipping");

        var answer = await shopper.CheckOutAsync("USD");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(0L, await shop.QueryAsync("checkout-database", "SELECT count(*) FROM checkout.orders WHERE user_id = $1", shopper.UserId));
    }

    [Fact]
    public async Task Orders_placed_while_accounting_is_away_are_booked_when_it_returns()
    {
        var orderId = "";
        await using (await StopAsync("accounting"))
            orderId = (string)(await new Shopper(shop.Storefront).BuyAsync("USD", (Flashlight, 1)))["orderId"]!;

        var booked = await Eventually.GetAsync("the order in accounting", () => BookedAsync(orderId));

        Assert.Equal(orderId, booked);
    }

    [Fact]
    public async Task Without_payment_an_order_is_refused_and_its_refund_tried_again_later()
    {
        await using var outage = await StopAsync("payment");

        await shop.OrdersAnswerAsync(HttpStatusCode.ServiceUnavailable);

        await _telemetry.LogAsync("checkout", log => log.EventName == "checkout.charge.refund_failed");
    }

    [Fact]
    public async Task An_order_placed_without_broker_mail_and_flags_is_confirmed_and_booked_when_they_return()
    {
        var orderId = "";
        await using (await StopAsync("flagd"))
        await using (await StopAsync("email"))
        await using (await StopAsync("kafka-process"))
        {
            orderId = (string)(await new Shopper(shop.Storefront).BuyAsync("USD", (Flashlight, 1)))["orderId"]!;
            await Eventually.HoldsAsync("failed deliveries to broker and mail", () => Task.FromResult(FailedDeliveries(orderId).Distinct().Count() == 2));
            await _telemetry.LogAsync("checkout", log => log.EventName == "checkout.broker_log.read_failed");
            await _telemetry.LogAsync("payment", log => log.EventName == "feature_flag.provider.disconnected");
        }

        await Eventually.GetAsync("the confirmation mail", () => shop.FindMailAsync(orderId));
        await Eventually.GetAsync("the order in accounting", () => BookedAsync(orderId));
    }

    [Fact]
    public async Task Without_databases_no_order_is_placed_an_alert_names_each_and_afterwards_the_shop_recovers()
    {
        var monitoring = shop.Monitoring;
        await using (await StopAsync("postgres-process"))
        await using (await StopAsync("valkey-cart-process"))
        {
            var cart = await new Shopper(shop.Storefront).AddAsync(Flashlight, 1);
            var charge = await Assert.ThrowsAsync<RpcException>(ChargeAsync);

            Assert.Equal((HttpStatusCode.ServiceUnavailable, StatusCode.Unavailable), (cart.StatusCode, charge.StatusCode));
            await _telemetry.LogAsync("cart", log => log.EventName == "cart.redis.connection_failed");
            await _telemetry.LogAsync("checkout", log => log.EventName == "checkout.lease.lost");
            await _telemetry.LogAsync("checkout", log => log.EventName == "checkout.recovery.failed");
            await _telemetry.LogAsync("checkout", log => log.EventName == "checkout.outbox.read_failed");
            // From memory.
            await shop.TrafficUntilAsync(shopper => shopper.LookAtAsync(Flashlight), () => _telemetry.Logs("product-catalog", log => log.EventName == "catalog.products.read_failed").Count > 0);
            foreach (var server in (string[])["postgres", "valkey-cart"])
                await Eventually.HoldsAsync($"DependencyUnreachable of {server}", async () => await monitoring.StateAsync(new("DependencyUnreachable", server)) == "firing");
        }

        await shop.OrdersAnswerAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_order_is_booked_when_the_table_for_it_is_there_again()
    {
        var orderId = "";
        await shop.QueryAsync("accounting-database", "ALTER TABLE accounting.\"order\" RENAME TO order_away");
        try
        {
            orderId = (string)(await new Shopper(shop.Storefront).BuyAsync("USD", (Flashlight, 1)))["orderId"]!;
            await _telemetry.LogAsync("accounting", log => log.EventName == "kafka.message.processing_failed");
        }
        finally
        {
            await shop.QueryAsync("accounting-database", "ALTER TABLE accounting.order_away RENAME TO \"order\"");
        }

        await Eventually.GetAsync("the order in accounting", () => BookedAsync(orderId));
    }

    private IEnumerable<string> FailedDeliveries(string orderId) => _telemetry
        .Logs("checkout", log => log.EventName == "checkout.outbox.delivery_failed" && log.Attributes["demo.order.id"] == orderId)
        .Select(log => log.Attributes["demo.checkout.outbox.kind"]);

    private Task<object?> BookedAsync(string orderId) =>
        shop.QueryAsync("accounting-database", "SELECT order_id FROM accounting.\"order\" WHERE order_id = $1", orderId);

    private async Task ChargeAsync()
    {
        using var channel = GrpcChannel.ForAddress(shop.Application.GetEndpoint("payment", "grpc"));
        await new PaymentService.PaymentServiceClient(channel).ChargeAsync(new ChargeRequest
        {
            Amount = new Money { CurrencyCode = "USD", Units = 12 },
            CreditCard = new CreditCardInfo { CreditCardNumber = "4432801561520454", CreditCardCvv = 672, CreditCardExpirationYear = 2039, CreditCardExpirationMonth = 1 },
        });
    }

    private async Task<Outage> StopAsync(string resource)
    {
        await shop.CommandAsync(resource, KnownResourceCommands.StopCommand);
        return new Outage(shop, resource);
    }

    private sealed class Outage(RunningShop shop, string resource) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await shop.CommandAsync(resource, KnownResourceCommands.StartCommand);
            if (resource.EndsWith("-process", StringComparison.Ordinal))
                await shop.ListeningAsync(resource);
            else
                await shop.HealthyAsync(resource);
        }
    }
}
