using Grpc.Core;
using Oteldemo;
using OtelShop.Testing.Services;
using ShippingClient = Oteldemo.ShippingService.ShippingServiceClient;

namespace OtelShop.Shippings.Tests;

public sealed class ShippingServiceTests : IAsyncLifetime
{
    private readonly SpanRecorder _spans = new();
    private readonly ShippingFixture _fixture = new();
    private ShippingClient _shipping = null!;

    public async ValueTask InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _shipping = new ShippingClient(_fixture.Host.Channel);
    }

    public async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        _spans.Dispose();
    }

    [Theory]
    [InlineData(1, 8, 990_000_000)]
    [InlineData(29, 260, 710_000_000)] // Upstream loses a cent here.
    [InlineData(100, 899, 0)]
    public async Task A_quote_is_for_the_items_of_all_lines(int quantity, long units, int nanos)
    {
        var request = new GetQuoteRequest { Address = Home(), Items = { Line("OLJCESPC7Z", quantity) } };

        var quote = await _shipping.GetQuoteAsync(request);

        Assert.Equal(new Money { CurrencyCode = "USD", Units = units, Nanos = nanos }, quote.CostUsd);
    }

    // Compat: the price does not depend on where to.
    [Fact]
    public async Task A_quote_needs_no_address()
    {
        var quote = await _shipping.GetQuoteAsync(new GetQuoteRequest { Items = { Line("OLJCESPC7Z", 1), Line("66VCHSJNUP", 2) } });

        Assert.Equal(26, quote.CostUsd.Units);
    }

    [Fact]
    public async Task A_shipment_gets_a_random_uuid()
    {
        var tracking = await _shipping.ShipOrderAsync(new ShipOrderRequest { Address = Home(), Items = { Line("OLJCESPC7Z", 1) } });

        Assert.Equal(4, Guid.Parse(tracking.TrackingId).Version);
    }

    [Fact]
    public async Task Concurrent_calls_with_one_key_have_one_tracking_id()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(async _ => await ShipAsync(key: "order 1")));

        Assert.Single(replies.Select(reply => reply.TrackingId).Distinct());
        Assert.Equal(8, Guid.Parse(replies[0].TrackingId).Version);
    }

    [Fact]
    public async Task Another_key_has_another_tracking_id() =>
        Assert.NotEqual((await ShipAsync(key: "order 1")).TrackingId, (await ShipAsync(key: "order 2")).TrackingId);

    [Fact]
    public async Task A_key_that_is_too_long_names_its_field()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => ShipAsync(key: new string('k', 129)));

        Assert.Equal(["idempotency_key"], error.Fields());
    }

    [Fact]
    public async Task State_and_zip_code_may_be_empty()
    {
        var address = new Address { StreetAddress = "1 Orchard Road", City = "Singapore", Country = "Singapore" };

        var tracking = await _shipping.ShipOrderAsync(new ShipOrderRequest { Address = address, Items = { Line("OLJCESPC7Z", 1) } });

        Assert.NotEmpty(tracking.TrackingId);
    }

    [Fact]
    public async Task An_empty_shipment_to_nowhere_names_items_and_address()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _shipping.ShipOrderAsync(new ShipOrderRequest()));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["items", "address"], error.Fields());
    }

    [Fact]
    public async Task Everything_wrong_with_a_quote_is_named_at_once()
    {
        var request = new GetQuoteRequest { Address = new Address { City = " " }, Items = { Line("OLJCESPC7Z", 1), Line("", 0), Line("66VCHSJNUP", -1) } };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _shipping.GetQuoteAsync(request));

        Assert.Equal(
            ["items[1].product_id", "items[1].quantity", "items[2].quantity", "address.street_address", "address.city", "address.country"],
            error.Fields());
    }

    [Fact]
    public async Task More_than_a_million_items_are_invalid()
    {
        var request = new GetQuoteRequest { Items = { Line("OLJCESPC7Z", int.MaxValue), Line("66VCHSJNUP", int.MaxValue) } };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _shipping.GetQuoteAsync(request));

        Assert.Equal(["items"], error.Fields());
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Internal)]
    public async Task Without_the_quote_service_there_is_no_quote(StatusCode failure)
    {
        _fixture.Quotes.Failure = failure;

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await _shipping.GetQuoteAsync(new GetQuoteRequest { Items = { Line("OLJCESPC7Z", 1) } }));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    // Compat: the cost is a text.
    [Fact]
    public async Task A_quote_is_told_to_the_cent()
    {
        await _shipping.GetQuoteAsync(new GetQuoteRequest { Items = { Line("OLJCESPC7Z", 100) } });
        var span = await _spans.RequestAsync("ShippingService/GetQuote");

        Assert.Equal("899.00", span.GetTagItem("demo.shipping.cost.total"));
        Assert.Contains(span.Events, happened => happened.Name == "shipping.quote.received");
    }

    [Fact]
    public async Task Items_are_counted_when_they_are_shipped()
    {
        using var measurements = _fixture.Host.Services.Collect<long>(ShippingTelemetry.SourceName, "demo.shipping.items_shipped");
        await _shipping.GetQuoteAsync(new GetQuoteRequest { Items = { Line("OLJCESPC7Z", 3) } });
        await _shipping.ShipOrderAsync(new ShipOrderRequest { Address = Home(), Items = { Line("OLJCESPC7Z", 3) } });

        Assert.Equal(3, Assert.Single(measurements.GetMeasurementSnapshot()).Value);
    }

    [Fact]
    public async Task Many_callers_at_once_get_the_quote_for_their_own_items()
    {
        var quotes = await Concurrently.CallAsync(async number =>
            await _shipping.GetQuoteAsync(new GetQuoteRequest { Items = { Line("OLJCESPC7Z", number + 1) } }));

        Assert.Equal(Enumerable.Range(1, quotes.Count).Select(items => items * 8.99m), quotes.Select(quote => quote.CostUsd.ToDecimal()));
    }

    private async Task<ShipOrderResponse> ShipAsync(string key) => await _shipping.ShipOrderAsync(
        new ShipOrderRequest { Address = Home(), Items = { Line("OLJCESPC7Z", 1) }, IdempotencyKey = key });

    private static Address Home() =>
        new() { StreetAddress = "1600 Amphitheatre Parkway", City = "Mountain View", State = "CA", Country = "United States", ZipCode = "94043" };

    private static CartItem Line(string productId, int quantity) => new() { ProductId = productId, Quantity = quantity };
}
