using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Oteldemo;
using OtelShop.Accountings;
using OtelShop.ServiceDefaults.Kafka;
using OtelShop.Testing.Backing;

namespace OtelShop.Accounting.Tests;

public sealed class OrderLedgerTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private static readonly DateTimeOffset EventTime = new(2026, 3, 1, 12, 30, 15, TimeSpan.Zero);
    private readonly AccountingTelemetry _telemetry = new();
    private Books _books = null!;

    public async ValueTask InitializeAsync() => _books = await Books.CreateAsync(server);

    public ValueTask DisposeAsync()
    {
        _telemetry.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_order_is_stored_with_its_shipment_and_lines()
    {
        await HandleAsync(Orders.Order("o-1", ("OLJCESPC7Z", 2), ("66VCHSJNUP", 1)));

        var order = (await _books.FindAsync("o-1"))!;
        Assert.Equal(("track-o-1", "EUR", 8L, 990_000_000, "94043"), (order.Shipping.ShippingTrackingId, order.Shipping.ShippingCostCurrencyCode,
            order.Shipping.ShippingCostUnits, order.Shipping.ShippingCostNanos, order.Shipping.ZipCode));
        Assert.Equal([("OLJCESPC7Z", 2, 57L, 80_000_000), ("66VCHSJNUP", 1, 57L, 80_000_000)],
            order.Items.Select(item => (item.ProductId, item.Quantity, item.ItemCostUnits, item.ItemCostNanos)));
    }

    [Fact]
    public async Task An_order_is_stored_with_its_time_and_its_total()
    {
        await HandleAsync(Orders.Order("o-1", ("OLJCESPC7Z", 2), ("66VCHSJNUP", 1)));

        var order = (await _books.FindAsync("o-1"))!;
        Assert.Equal((EventTime, "EUR", 180.23m), (order.OrderedAt, order.TotalCurrencyCode, order.TotalAmount));
    }

    [Fact]
    public async Task An_order_in_two_currencies_has_no_total()
    {
        var order = Orders.Order("o-1", ("OLJCESPC7Z", 2));
        order.ShippingCost.CurrencyCode = "CHF";

        await HandleAsync(order);

        var booked = (await _books.FindAsync("o-1"))!;
        Assert.Equal((null, null), (booked.TotalCurrencyCode, booked.TotalAmount));
    }

    [Fact]
    public async Task An_order_whose_total_is_beyond_reckoning_is_rejected()
    {
        var order = Orders.Order("o-1", ("OLJCESPC7Z", int.MaxValue));
        order.Items[0].Cost.Units = long.MaxValue;
        order.Items.Add(Enumerable.Repeat(order.Items[0], 9));

        await Assert.ThrowsAsync<KafkaMessageRejectedException>(() => HandleAsync(order));
    }

    [Fact]
    public async Task A_repeated_order_is_stored_once_and_is_no_error()
    {
        await HandleAsync(Orders.Order("o-1", ("OLJCESPC7Z", 2)));
        await HandleAsync(Orders.Order("o-1", ("OLJCESPC7Z", 2)));

        Assert.Single((await _books.FindAsync("o-1"))!.Items);
    }

    [Fact]
    public async Task One_order_arriving_at_many_replicas_at_once_is_stored_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => HandleAsync(Orders.Order("o-1", ("OLJCESPC7Z", 2)))));

        Assert.Single((await _books.FindAsync("o-1"))!.Items);
    }

    [Fact]
    public async Task The_same_product_on_two_lines_is_two_rows()
    {
        await HandleAsync(Orders.Order("o-1", ("OLJCESPC7Z", 2), ("OLJCESPC7Z", 3)));

        Assert.Equal([2, 3], (await _books.FindAsync("o-1"))!.Items.Select(item => item.Quantity));
    }

    [Fact]
    public async Task An_order_without_shipment_price_and_address_is_stored_with_zeros()
    {
        await HandleAsync(new OrderResult { OrderId = "o-1", Items = { new OrderItem() } });
        await HandleAsync(new OrderResult { OrderId = "o-2" });

        var order = (await _books.FindAsync("o-1"))!;
        Assert.Equal((0L, null), (order.Shipping.ShippingCostUnits, order.Shipping.City));
        Assert.NotNull(await _books.FindAsync("o-2"));
    }

    [Fact]
    public async Task An_order_without_an_id_is_rejected() =>
        await Assert.ThrowsAsync<KafkaMessageRejectedException>(() => HandleAsync(Orders.Order("", ("OLJCESPC7Z", 1))));

    [Fact]
    public async Task Text_that_the_database_cannot_hold_is_rejected_and_nothing_of_the_order_is_stored()
    {
        await Assert.ThrowsAsync<KafkaMessageRejectedException>(() => HandleAsync(Orders.Order("o-1", ("OLJ\0", 1))));

        Assert.Null(await _books.FindAsync("o-1"));
    }

    [Fact]
    public async Task A_database_without_the_tables_is_a_failure_to_be_tried_again()
    {
        await _books.ExecuteAsync("DROP SCHEMA accounting CASCADE");

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => HandleAsync(Orders.Order("o-1")));
    }

    private async Task HandleAsync(OrderResult order)
    {
        await using var database = _books.Open();
        await new OrderLedger(database, _telemetry, NullLogger<OrderLedger>.Instance).HandleAsync(order, EventTime, CancellationToken.None);
    }
}
