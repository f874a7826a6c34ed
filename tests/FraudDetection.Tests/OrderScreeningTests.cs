using Oteldemo;
using OtelShop.ServiceDefaults.Kafka;
using OtelShop.Testing.Backing;

namespace OtelShop.FraudDetection.Tests;

public sealed class OrderScreeningTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private Screening _screening = null!;

    public async ValueTask InitializeAsync()
    {
        _screening = new Screening(await server.CreateDatabaseAsync());
        await _screening.CreateTablesAsync();
    }

    public async ValueTask DisposeAsync() => await _screening.DisposeAsync();

    [Fact]
    public async Task An_ordinary_order_is_screened_without_an_alert()
    {
        await _screening.HandleAsync(Orders.Ordinary("o-1", quantity: 2));

        Assert.Equal("0 USD 108.99", await _screening.QueryAsync<string>("SELECT score || ' ' || currency || ' ' || round(amount, 2) FROM screened_orders"));
        Assert.Null(await _screening.AlertAsync("o-1"));
    }

    [Fact]
    public async Task An_alert_names_its_rules_their_findings_and_the_score()
    {
        await _screening.HandleAsync(Orders.Ordinary("o-1", quantity: 41));

        Assert.Equal("90 high-amount,large-quantity", await _screening.AlertAsync("o-1"));
        Assert.Equal("41 items of OLJCESPC7Z are more than 20", await _screening.QueryAsync<string>("SELECT details ->> 'large-quantity' FROM fraud_alerts"));
    }

    [Fact]
    public async Task A_hint_alone_makes_no_alert_but_is_kept_as_a_score()
    {
        await _screening.HandleAsync(Orders.Ordinary("o-1", currency: "JPY"));

        Assert.Null(await _screening.AlertAsync("o-1"));
        Assert.Equal(20, await _screening.QueryAsync<int>("SELECT score FROM screened_orders"));
    }

    [Fact]
    public async Task A_score_ends_at_100()
    {
        var order = Orders.Ordinary("o-1", quantity: 5000);
        order.ShippingCost.CurrencyCode = "CHF";

        await _screening.HandleAsync(order);

        Assert.StartsWith("100 ", await _screening.AlertAsync("o-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sixth_order_to_an_address_within_ten_minutes_is_an_alert()
    {
        for (var number = 1; number <= 6; number++)
        {
            await _screening.HandleAsync(Orders.Ordinary($"o-{number}"));
            _screening.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Null(await _screening.AlertAsync("o-5"));
        Assert.Equal("60 order-velocity", await _screening.AlertAsync("o-6"));
    }

    [Fact]
    public async Task Orders_that_left_the_window_do_not_count()
    {
        for (var number = 1; number <= 8; number++)
        {
            await _screening.HandleAsync(Orders.Ordinary($"o-{number}"));
            _screening.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(0, await _screening.QueryAsync<long>("SELECT count(*) FROM fraud_alerts"));
    }

    [Fact]
    public async Task Items_to_an_address_add_up_over_a_day()
    {
        for (var number = 1; number <= 6; number++)
        {
            await _screening.HandleAsync(Orders.Ordinary($"o-{number}", quantity: 20));
            _screening.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Null(await _screening.AlertAsync("o-5"));
        Assert.Equal("40 piece-velocity", await _screening.AlertAsync("o-6"));
    }

    [Fact]
    public async Task A_repeated_order_is_screened_once()
    {
        for (var time = 1; time <= 7; time++)
            await _screening.HandleAsync(Orders.Ordinary("o-1"));

        Assert.Equal(1, await _screening.QueryAsync<long>("SELECT count(*) FROM screened_orders"));
        Assert.Null(await _screening.AlertAsync("o-1"));
    }

    [Fact]
    public async Task Orders_to_one_address_at_many_replicas_at_once_see_each_other()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(number => _screening.HandleAsync(Orders.Ordinary($"o-{number}"))));

        Assert.Equal(3, await _screening.QueryAsync<long>("SELECT count(*) FROM fraud_alerts"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("o\0")]
    public async Task An_order_that_can_never_be_stored_is_rejected(string orderId) =>
        await Assert.ThrowsAsync<KafkaMessageRejectedException>(() => _screening.HandleAsync(Orders.Ordinary(orderId)));

    [Fact]
    public async Task The_address_itself_is_not_kept()
    {
        await _screening.HandleAsync(new OrderResult { OrderId = "o-1", ShippingAddress = new Address { StreetAddress = "1 Star Street" } });

        Assert.DoesNotContain("star", await _screening.QueryAsync<string>("SELECT lower(to_json(s)::text) FROM screened_orders s"), StringComparison.Ordinal);
    }
}
