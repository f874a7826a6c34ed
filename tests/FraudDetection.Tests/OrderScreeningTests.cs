using Oteldemo;
using OtelShop.ServiceDefaults.Kafka;
using OtelShop.Testing.Backing;

namespace OtelShop.FraudDetection.Tests;

public sealed class OrderScreeningTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
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

    [Theory]
    [InlineData("ISK", 1_936, null)]
    [InlineData("ISK", 250_000, "50 high-amount")]
    [InlineData("KWD", 900, "50 high-amount")]
    [InlineData("ZZZ", 1, "50 high-amount")]
    public async Task The_limit_is_in_dollars_whatever_the_currency(string currency, long units, string? alert)
    {
        await _screening.HandleAsync(Orders.Ordinary("o-1", units: units, currency: currency, country: "Iceland"));

        Assert.Equal(alert, await _screening.AlertAsync("o-1"));
    }

    [Fact]
    public async Task The_thirty_first_order_to_an_address_within_ten_minutes_is_an_alert()
    {
        for (var number = 1; number <= 31; number++)
            await _screening.HandleAsync(Orders.Ordinary($"o-{number}"), Noon.AddSeconds(number * 19));

        Assert.Equal("60 order-velocity", await _screening.AlertAsync("o-31"));
        Assert.Equal(1, await AlertsAsync());
    }

    [Fact]
    public async Task Orders_that_are_screened_in_reverse_see_each_other()
    {
        for (var number = 31; number >= 1; number--)
            await _screening.HandleAsync(Orders.Ordinary($"o-{number}"), Noon.AddSeconds(number * 19));

        Assert.Equal("60 order-velocity", await _screening.AlertAsync("o-1"));
    }

    [Fact]
    public async Task A_backlog_that_is_screened_at_once_does_not_look_fast()
    {
        for (var number = 1; number <= 60; number++)
            await _screening.HandleAsync(Orders.Ordinary($"o-{number}"), Noon.AddMinutes(number));

        Assert.Equal(0, await AlertsAsync());
    }

    [Fact]
    public async Task Items_to_an_address_add_up_over_an_hour()
    {
        for (var number = 1; number <= 26; number++)
            await _screening.HandleAsync(Orders.Ordinary($"o-{number}", quantity: 20, units: 5), Noon.AddMinutes(number * 2));
        for (var number = 27; number <= 51; number++)
            await _screening.HandleAsync(Orders.Ordinary($"o-{number}", quantity: 20, units: 5), Noon.AddMinutes(52));

        Assert.Equal(("40 item-velocity", 1L), (await _screening.AlertAsync("o-51"), await AlertsAsync()));
    }

    [Fact]
    public async Task Nine_addresses_of_a_load_generator_of_ten_users_are_not_suspicious()
    {
        // Upstream's locustfile: 2 of 29 tasks are orders, a user waits 5.5 s between tasks, an order has 1 to 4 products of up to 10 items.
        var random = new Random(20260301);
        int[] quantities = [1, 2, 3, 4, 5, 10];
        var at = Noon;
        for (var number = 1; number <= 450; number++)
        {
            at += TimeSpan.FromSeconds(-8 * Math.Log(1 - random.NextDouble()));
            var order = Orders.Ordinary($"o-{number}", units: 5);
            order.ShippingAddress.StreetAddress = $"{random.Next(9)} Star Street";
            order.Items.Clear();
            for (var line = random.Next(1, 5); line > 0; line--)
                order.Items.Add(new OrderItem { Item = new CartItem { ProductId = $"product-{line}", Quantity = random.GetItems(quantities, 1)[0] }, Cost = new Money { CurrencyCode = "USD", Units = 5 } });
            await _screening.HandleAsync(order, at);
        }

        Assert.Equal(0, await AlertsAsync());
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
        await Task.WhenAll(Enumerable.Range(1, 33).Select(number => _screening.HandleAsync(Orders.Ordinary($"o-{number}"))));

        Assert.Equal(3, await AlertsAsync());
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

    private Task<long> AlertsAsync() => _screening.QueryAsync<long>("SELECT count(*) FROM fraud_alerts");
}
