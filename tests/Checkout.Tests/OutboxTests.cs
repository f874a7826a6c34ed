using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;
using Oteldemo;

namespace OtelShop.Checkout.Tests;

public sealed class OutboxTests(Backing backing) : CheckoutTest(backing)
{
    [Fact]
    public async Task An_order_placed_while_the_broker_is_down_is_told_once_it_is_back()
    {
        await using var broker = new KafkaBroker();
        await broker.StartAsync();
        await UseBrokerAsync(broker);
        await broker.KillAsync();
        var order = await BuyAsync();

        await broker.StartAsync();

        using var topic = OpenTopic(broker);
        Assert.Equal(order, topic.NextOrder());
    }

    [Fact]
    public async Task A_broker_that_is_down_holds_up_no_email()
    {
        await using var broker = new KafkaBroker();
        await broker.StartAsync();
        await UseBrokerAsync(broker);
        await broker.KillAsync();

        var order = await BuyAsync();

        Assert.Equal(order, (await Shop.Email.NextAsync(Patience)).Request.Order);
    }

    [Fact]
    public async Task A_broker_that_is_down_is_no_reason_to_send_shoppers_away()
    {
        await using var broker = new KafkaBroker();
        await broker.StartAsync();
        await UseBrokerAsync(broker);
        await broker.KillAsync();
        await BuyAsync();

        Assert.Equal(HealthStatus.Degraded, await HealthAsync());
    }

    [Fact]
    public async Task A_confirmation_that_could_not_be_sent_is_sent_later()
    {
        Shop.Email.Fails.Set(StatusCode.Unavailable, times: 1);

        var order = await BuyAsync();

        Assert.Equal(order, (await Shop.Email.NextAsync(Patience)).Request.Order);
    }

    [Fact]
    public async Task A_confirmation_that_email_refuses_is_dropped()
    {
        Shop.Email.Fails.SetViolation("email");

        await BuyAsync();

        await Eventually.HoldsAsync(async () => await QueryAsync<long>("SELECT count(*) FROM checkout.outbox WHERE kind = 'email'") == 0);
    }

    [Fact]
    public async Task What_a_dead_process_left_is_delivered_by_the_next_one()
    {
        var left = new OrderResult { OrderId = Guid.NewGuid().ToString(), ShippingTrackingId = "left behind" };

        await ExecuteAsync(
            $"""
            INSERT INTO checkout.outbox (order_id, kind, recipient, payload)
            VALUES ('{left.OrderId}', 'email', 'someone@example.com', '\x{Convert.ToHexString(left.ToByteArray())}')
            """);

        Assert.Equal(left, (await Shop.Email.NextAsync(Patience)).Request.Order);
    }

    [Fact]
    public async Task Messages_about_one_order_keep_their_order()
    {
        var order = Guid.NewGuid();
        Shop.Email.Fails.Set(StatusCode.Unavailable, times: 1);

        await ExecuteAsync(
            $"""
            INSERT INTO checkout.outbox (order_id, kind, recipient, payload)
            VALUES ('{order}', 'email', 'first@example.com', ''), ('{order}', 'email', 'second@example.com', '')
            """);

        Assert.Equal("first@example.com", (await Shop.Email.NextAsync(Patience)).Request.Email);
        Assert.Equal("second@example.com", (await Shop.Email.NextAsync(Patience)).Request.Email);
    }

    [Fact]
    public async Task Two_replicas_send_each_confirmation_once()
    {
        Start();
        const int orders = 2_000;

        await ExecuteAsync(
            $"""
            INSERT INTO checkout.outbox (order_id, kind, recipient, payload)
            SELECT gen_random_uuid(), 'email', n || '@example.com', '' FROM generate_series(1, {orders}) AS n
            """);
        await Eventually.HoldsAsync(async () => await QueryAsync<long>("SELECT count(*) FROM checkout.outbox") == 0);

        Assert.Equal(orders, Shop.Email.SentSoFar);
    }

    private async Task UseBrokerAsync(KafkaBroker broker)
    {
        await StopAsync();
        Start(broker.BootstrapServers);
    }
}
