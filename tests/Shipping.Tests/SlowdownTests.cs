using System.Collections.Concurrent;
using Grpc.Core;
using Oteldemo;
using OtelShop.Testing.Services;
using ShippingClient = Oteldemo.ShippingService.ShippingServiceClient;

namespace OtelShop.Shippings.Tests;

public sealed class SlowdownTests : IAsyncLifetime
{
    private const string Flag = "intlShippingSlowdown";
    private const int Seconds = 5;

    private readonly ShippingFixture _fixture = new();
    private ShippingClient _shipping = null!;

    public async ValueTask InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _shipping = new ShippingClient(_fixture.Host.Channel);
    }

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    [Theory]
    [InlineData("US")]
    [InlineData("usa")]
    [InlineData("United States")]
    [InlineData("  united states of america ")]
    public async Task A_parcel_within_the_country_does_not_wait(string country)
    {
        _fixture.Flags.Set(Flag, Seconds);

        var shipment = await _shipping.ShipOrderAsync(To(country));

        Assert.NotEmpty(shipment.TrackingId);
    }

    [Fact]
    public async Task A_parcel_to_another_country_does_not_wait_while_the_flag_is_off()
    {
        var shipment = await _shipping.ShipOrderAsync(To("Switzerland"));

        Assert.NotEmpty(shipment.TrackingId);
    }

    [Theory]
    [InlineData("Switzerland")]
    [InlineData("U.S.")]
    public async Task A_parcel_to_another_country_is_shipped_when_the_seconds_are_over(string country)
    {
        _fixture.Flags.Set(Flag, Seconds);
        var shipping = _shipping.ShipOrderAsync(To(country)).ResponseAsync;
        await Eventually.HoldsAsync(() => _fixture.Clock.TimersOf(TimeSpan.FromSeconds(5)) == 1);
        Assert.False(shipping.IsCompleted);

        _fixture.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.NotEmpty((await shipping).TrackingId);
    }

    [Fact]
    public async Task A_parcel_sent_by_the_http_route_waits_as_well()
    {
        _fixture.Flags.Set(Flag, Seconds);
        using var body = new StringContent(
            """{"items":[{"product_id":"p","quantity":1}],"address":{"street_address":"s","city":"c","state":"","country":"Chile","zip_code":""}}""",
            new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        var shipping = _fixture.Host.Http.PostAsync("/ship-order", body);
        await Eventually.HoldsAsync(() => _fixture.Clock.TimersOf(TimeSpan.FromSeconds(5)) == 1);

        _fixture.Clock.Advance(TimeSpan.FromSeconds(5));

        using var answer = await shipping;
        Assert.True(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_quote_does_not_wait()
    {
        _fixture.Flags.Set(Flag, Seconds);

        var quote = await _shipping.GetQuoteAsync(new GetQuoteRequest { Address = To("Chile").Address, Items = { To("Chile").Items } });

        Assert.Equal(8, quote.CostUsd.Units);
    }

    [Fact]
    public async Task A_parcel_that_waits_is_shipped_when_the_flag_goes_off()
    {
        _fixture.Flags.Set(Flag, Seconds);
        var shipping = _shipping.ShipOrderAsync(To("Chile")).ResponseAsync;
        await Eventually.HoldsAsync(() => _fixture.Clock.TimersOf(TimeSpan.FromSeconds(5)) == 1);

        _fixture.Flags.Set(Flag, 0);

        Assert.NotEmpty((await shipping).TrackingId);
    }

    [Fact]
    public async Task A_parcel_of_the_session_that_the_rule_names_waits_all_the_time()
    {
        var sessions = new ConcurrentQueue<string?>();
        _fixture.Flags.Set(Flag, Seconds, 0, context =>
        {
            sessions.Enqueue(context.TargetingKey);
            return context.TargetingKey == "ada";
        });
        var shipping = _shipping.ShipOrderAsync(To("Chile"), new Metadata { { "baggage", "session.id=ada" } }).ResponseAsync;

        await Eventually.HoldsAsync(() => sessions.Count >= 2);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.NotEmpty((await shipping).TrackingId);
        Assert.All(sessions, session => Assert.Equal("ada", session));
    }

    [Fact]
    public async Task A_caller_that_gives_up_while_the_parcel_waits_has_nothing_shipped()
    {
        using var measurements = _fixture.Host.Services.Collect<long>(ShippingTelemetry.SourceName, "demo.shipping.items_shipped");
        using var giveUp = new CancellationTokenSource();
        _fixture.Flags.Set(Flag, Seconds);
        var shipping = _shipping.ShipOrderAsync(To("Chile"), cancellationToken: giveUp.Token).ResponseAsync;
        await Eventually.HoldsAsync(() => _fixture.Clock.TimersOf(TimeSpan.FromSeconds(5)) == 1);

        await giveUp.CancelAsync();

        await Eventually.HoldsAsync(() => _fixture.Clock.TimersOf(TimeSpan.FromSeconds(5)) == 0);
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => shipping)).StatusCode);
        Assert.Empty(measurements.GetMeasurementSnapshot());
    }

    private static ShipOrderRequest To(string country) => new()
    {
        Address = new Address { StreetAddress = "1 Star Street", City = "Somewhere", Country = country },
        Items = { new CartItem { ProductId = "OLJCESPC7Z", Quantity = 1 } },
    };
}
