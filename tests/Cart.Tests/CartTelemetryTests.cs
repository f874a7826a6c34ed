using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Oteldemo;
using OtelShop.Testing.Services;
using CartClient = Oteldemo.CartService.CartServiceClient;

namespace OtelShop.Carts.Tests;

public sealed class CartTelemetryTests : IDisposable
{
    private readonly SpanRecorder _spans = new();
    private readonly InMemoryCartStore _store = new();
    private readonly ServiceHost<Program> _host;
    private readonly CartClient _cart;

    public CartTelemetryTests()
    {
        _host = new ServiceHost<Program>(
            services => services.AddSingleton<ICartStore>(_store),
            ("ConnectionStrings:valkey-cart", "127.0.0.1:1,abortConnect=false,connectTimeout=10"));
        _cart = new CartClient(_host.Channel);
    }

    public void Dispose()
    {
        _host.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public async Task Adding_records_user_product_and_quantity()
    {
        await _cart.AddItemAsync(new AddItemRequest { UserId = "ada", Item = new CartItem { ProductId = "OLJCESPC7Z", Quantity = 2 } });
        var span = await _spans.RequestAsync();

        Assert.Equal("ada", span.GetTagItem("user.id"));
        Assert.Equal("OLJCESPC7Z", span.GetTagItem("demo.product.id"));
        Assert.Equal(2, span.GetTagItem("demo.product.quantity"));
    }

    [Fact]
    public async Task Reading_records_the_number_of_items()
    {
        await _store.AddAsync("ada", new CartLine("OLJCESPC7Z", 2), CancellationToken.None);
        await _store.AddAsync("ada", new CartLine("66VCHSJNUP", 3), CancellationToken.None);

        await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" });
        var span = await _spans.RequestAsync();

        Assert.Equal(5L, span.GetTagItem("demo.cart.items.count"));
        Assert.Contains(span.Events, happened => happened.Name == "Fetch cart");
    }

    [Fact]
    public async Task Emptying_tells_whose_cart()
    {
        await _cart.EmptyCartAsync(new EmptyCartRequest { UserId = "ada" });
        var span = await _spans.RequestAsync();

        Assert.Equal("ada", span.GetTagItem("user.id"));
        Assert.Contains(span.Events, happened => happened.Name == "Empty cart");
    }

    [Fact]
    public async Task Both_latencies_are_measured_in_seconds_with_upstreams_buckets()
    {
        using var added = _host.Services.Collect<double>(CartTelemetry.SourceName, "demo.cart.add_item.latency");
        using var read = _host.Services.Collect<double>(CartTelemetry.SourceName, "demo.cart.get_cart.latency");
        await _cart.AddItemAsync(new AddItemRequest { UserId = "ada", Item = new CartItem { ProductId = "OLJCESPC7Z", Quantity = 2 } });
        await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" });

        var add = Assert.IsType<Histogram<double>>(added.Instrument);
        Assert.Single(added.GetMeasurementSnapshot());
        Assert.Single(read.GetMeasurementSnapshot());
        Assert.Equal("s", add.Unit);
        Assert.Equal([0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10], add.Advice!.HistogramBucketBoundaries!);
    }

    [Theory]
    [InlineData("PING", null, false)]
    [InlineData("PING", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true)]
    [InlineData("HGETALL", null, true)]
    public void Only_the_keep_alive_of_an_idle_connection_is_left_out(string command, string? parent, bool isExported)
    {
        Activity.Current = null;
        using var span = new Activity(command) { ActivityTraceFlags = ActivityTraceFlags.Recorded };
        if (parent is not null)
            span.SetParentId(parent);
        span.Start();

        new KeepAliveFilter().OnEnd(span);

        Assert.Equal(isExported, span.Recorded);
    }
}
