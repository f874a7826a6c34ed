using Confluent.Kafka;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Oteldemo;
using OtelShop.Recommendations;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;
using RecommendationClient = Oteldemo.RecommendationService.RecommendationServiceClient;

namespace OtelShop.Recommendation.Tests;

public sealed class RecommendationServiceTests : IClassFixture<KafkaBroker>, IAsyncLifetime
{
    private readonly KafkaBroker _broker;
    private readonly CatalogStub _shop = new();
    private readonly SpanRecorder _spans = new();
    private readonly ServiceHost<Program> _host;
    private readonly RecommendationClient _client;

    public RecommendationServiceTests(KafkaBroker broker)
    {
        _broker = broker;
        for (var number = 0; number < 8; number++)
            _shop.With($"p{number}", $"category-{number}");
        _host = new ServiceHost<Program>(
            services => services.AddSingleton<ProductCatalogService.ProductCatalogServiceClient>(_shop), ("ConnectionStrings:kafka", broker.BootstrapServers));
        _client = new RecommendationClient(_host.Channel);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _spans.Dispose();
    }

    [Fact]
    public async Task A_list_of_products_is_excluded_from_the_answer()
    {
        var ids = await ListAsync("p0", "p1", "p2", "p3");

        Assert.Equal(["p4", "p5", "p6", "p7"], ids.Order());
    }

    // Compat: upstream splits what it is given at commas.
    [Fact]
    public async Task One_text_of_products_joined_by_commas_is_excluded_too()
    {
        var ids = await ListAsync("p0,p1, p2,p3");

        Assert.Equal(["p4", "p5", "p6", "p7"], ids.Order());
    }

    [Fact]
    public async Task Repeated_and_unknown_products_leave_the_others() =>
        Assert.Equal(["p6", "p7"], (await ListAsync("p0", "p1", "p2", "gone", "p3", "p0", "p4", "", "p5", "p5,p4,gone")).Order());

    [Fact]
    public async Task A_cart_with_all_products_but_one_leaves_that_one() =>
        Assert.Equal(["p3"], await ListAsync("p0", "p1", "p2", "p4", "p5", "p6", "p7"));

    [Fact]
    public async Task A_cart_with_every_product_leaves_nothing() =>
        Assert.Empty(await ListAsync([.. Enumerable.Range(0, 8).Select(number => $"p{number}")]));

    [Fact]
    public async Task An_empty_request_gets_five_products() => Assert.Equal(5, (await ListAsync()).Distinct().Count());

    [Fact]
    public async Task Too_many_products_are_invalid()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => ListAsync([.. Enumerable.Range(0, 1001).Select(number => $"p{number}")]));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["product_ids"], error.Fields());
    }

    [Fact]
    public async Task Without_any_catalog_the_service_is_unavailable()
    {
        _shop.Away = true;

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => ListAsync("p0"))).StatusCode);
    }

    // Compat: the counter counts products, and the list holds the answer.
    [Fact]
    public async Task Telemetry_tells_what_was_recommended()
    {
        using var measurements = _host.Services.Collect<long>(RecommendationTelemetry.SourceName, "demo.recommendation.requests");
        var ids = await ListAsync("p0");
        var span = await _spans.NamedAsync("get_product_list");

        Assert.Equal(ids, span.GetTagItem("demo.product.filtered.list"));
        Assert.Equal(8, span.GetTagItem("demo.product.count"));
        Assert.Equal(5, (await _spans.RequestAsync()).GetTagItem("demo.product.recommended.count"));
        Assert.Equal((5L, "catalog"), Assert.Single(measurements.GetMeasurementSnapshot().Select(counted => (counted.Value, counted.Tags["recommendation.type"]))));
    }

    [Fact]
    public async Task Orders_of_before_the_start_and_after_it_change_the_picks()
    {
        await PublishAsync("o-1", "p0", "p6");
        await UntilFirstAsync("p0", "p6");
        await PublishAsync("o-2", "p1", "p7");
        await UntilFirstAsync("p1", "p7");

        Assert.Equal(["p6", "p7"], (await ListAsync("p0", "p1")).Take(2).Order());
    }

    [Fact]
    public async Task Many_callers_at_once_never_get_the_product_that_they_look_at()
    {
        var lists = await Concurrently.CallAsync(number => ListAsync($"p{number % 8}"));

        Assert.All(lists, (ids, number) => Assert.Equal((5, false), (ids.Length, ids.Contains($"p{number % 8}"))));
    }

    private async Task<string[]> ListAsync(params string[] productIds)
    {
        var response = await _client.ListRecommendationsAsync(new ListRecommendationsRequest { UserId = "user", ProductIds = { productIds } });
        return [.. response.ProductIds];
    }

    private async Task UntilFirstAsync(string asked, string expected)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await ListAsync(asked))[0] != expected)
            await timer.WaitForNextTickAsync(timeout.Token);
    }

    private async Task PublishAsync(string orderId, params string[] products)
    {
        using var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig { BootstrapServers = _broker.BootstrapServers }).Build();
        var order = new OrderResult { OrderId = orderId, Items = { products.Select(id => new OrderItem { Item = new CartItem { ProductId = id, Quantity = 1 } }) } };
        await producer.ProduceAsync("orders", new Message<string, byte[]> { Key = orderId, Value = order.ToByteArray() });
    }
}
