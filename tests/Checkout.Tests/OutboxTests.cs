using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OtelShop.Checkouts;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;
using Oteldemo;

namespace OtelShop.Checkout.Tests;

public sealed class OutboxTests(Backing backing) : CheckoutTest(backing)
{
    [Fact]
    public async Task An_order_placed_while_the_broker_is_down_is_published_once_it_is_back()
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
    public async Task A_broker_that_is_down_delays_no_email()
    {
        await using var broker = new KafkaBroker();
        await broker.StartAsync();
        await UseBrokerAsync(broker);
        await broker.KillAsync();

        var order = await BuyAsync();

        Assert.Equal(order, (await Shop.Email.NextAsync(Patience)).Request.Order);
    }

    [Fact]
    public async Task A_broker_that_is_down_leaves_checkout_ready()
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
    public async Task Deliveries_that_fail_are_counted_by_kind()
    {
        using var failures = Measure<long>(CheckoutTelemetry.DeliveryFailures);
        Shop.Email.Fails.Set(StatusCode.Unavailable, times: 1);

        await BuyAsync();
        await Shop.Email.NextAsync(Patience);

        Assert.Equal("email", Assert.Single(failures.GetMeasurementSnapshot()).Tags[CheckoutTelemetry.OutboxKind]);
    }

    [Fact]
    public async Task A_confirmation_that_email_refuses_is_dropped()
    {
        Shop.Email.Fails.SetViolation("email");

        await BuyAsync();

        await Eventually.HoldsAsync(async () => await QueryAsync<long>("SELECT count(*) FROM checkout.outbox WHERE kind = 'email'") == 0);
    }

    [Fact]
    public async Task Messages_of_a_dead_process_are_delivered_by_the_next_one()
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

    [Fact]
    public async Task Events_that_the_broker_lost_are_published_again()
    {
        await using var broker = new KafkaBroker();
        await broker.StartAsync();
        await UseBrokerAsync(broker);
        var orders = await BuyManyAsync(20);
        await Eventually.HoldsAsync(async () => await QueryAsync<long>("SELECT count(*) FROM checkout.outbox") == 0);

        await broker.KillAsync();
        await broker.StartAsync();

        using var topic = OpenTopic(broker);
        Assert.Equal(orders.Order(), Enumerable.Range(0, orders.Count).Select(_ => topic.NextOrder().OrderId).Order());
    }

    [Fact]
    public async Task An_offset_that_a_broker_gives_twice_shows_what_it_lost()
    {
        await using var broker = new KafkaBroker();
        await broker.StartAsync();
        await StopAsync();
        // The next comparison with the broker's log is an hour away.
        Start(broker.BootstrapServers, outboxInterval: "01:00:00");
        var lost = new OrderResult { OrderId = Guid.NewGuid().ToString() };
        await ExecuteAsync(
            $"""
            INSERT INTO checkout.published_events (order_id, payload, event_time, topic_partition, topic_offset, published_at)
            SELECT '{lost.OrderId}', '\x{Convert.ToHexString(lost.ToByteArray())}', now(), n, 0, now() FROM generate_series(0, 3) AS n
            """);

        var order = await BuyAsync();

        using var topic = OpenTopic(broker);
        HashSet<string> missing = [order.OrderId, lost.OrderId];
        while (missing.Count > 0)
            missing.Remove(topic.NextOrder().OrderId);
        Assert.Empty(missing);
    }

    [Fact]
    public async Task Published_events_are_kept_a_day()
    {
        await ExecuteAsync(
            """
            INSERT INTO checkout.published_events (order_id, payload, event_time, topic_partition, topic_offset, published_at)
            SELECT gen_random_uuid(), '', now(), 99, n, now() - n * interval '1 hour' FROM generate_series(23, 25) AS n
            """);

        await Eventually.HoldsAsync(async () => await QueryAsync<long>("SELECT count(*) FROM checkout.published_events WHERE topic_partition = 99") == 1);
    }

    private async Task<IReadOnlyList<string>> BuyManyAsync(int count) => await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
    {
        Shop.Cart.Put($"{User}-{number}", ("LAMP", 1));
        return (await Checkout.PlaceOrderAsync(Orders.By($"{User}-{number}"))).Order.OrderId;
    }));

    private async Task UseBrokerAsync(KafkaBroker broker)
    {
        await StopAsync();
        Start(broker.BootstrapServers);
    }
}
