using Microsoft.Extensions.DependencyInjection;
using Oteldemo;
using OtelShop.Recommendations;
using OtelShop.Recommendations.Catalog;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;
using RecommendationClient = Oteldemo.RecommendationService.RecommendationServiceClient;

namespace OtelShop.Recommendation.Tests;

public sealed class CacheFailureTests : IClassFixture<KafkaBroker>, IDisposable
{
    private const string Flag = "recommendationCacheFailure";
    private const int Mebibyte = 1024 * 1024;

    private readonly CatalogStub _shop = new();
    private readonly TestFlags _flags = new();
    private readonly SpanRecorder _spans = new();
    private readonly ServiceHost<Program> _host;
    private readonly RecommendationClient _client;

    public CacheFailureTests(KafkaBroker broker)
    {
        for (var number = 0; number < 8; number++)
            _shop.With($"p{number}", $"category-{number}");
        _host = new ServiceHost<Program>(
            services =>
            {
                _flags.AddTo(services);
                services.AddSingleton(new Random(42));
                services.AddSingleton<ProductCatalogService.ProductCatalogServiceClient>(_shop);
            },
            ("ConnectionStrings:kafka", broker.BootstrapServers), ("Recommendation:CacheCeilingMebibytes", "1"));
        _client = new RecommendationClient(_host.Channel);
    }

    private GrowingCache Cache => _host.Services.GetRequiredService<GrowingCache>();

    public void Dispose()
    {
        _host.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public async Task Nothing_grows_while_the_flag_is_off()
    {
        await AskAsync(times: 10);

        Assert.Equal((0, 0L, 1), (Cache.Count, Cache.Bytes, _shop.Calls));
    }

    [Fact]
    public async Task The_cache_grows_by_the_catalog_and_a_quarter_of_itself()
    {
        _flags.Set(Flag, true);
        await AskAsync(times: 1);

        // The first request always misses.
        Assert.Equal((8 + 2, 1), (Cache.Count, _shop.Calls));
    }

    [Fact]
    public async Task About_every_second_request_misses()
    {
        _flags.Set(Flag, true);
        await AskAsync(times: 60);

        Assert.InRange(_shop.Calls, 20, 40);
    }

    [Fact]
    public async Task The_cache_ends_at_its_ceiling()
    {
        _flags.Set(Flag, true);
        await AskAsync(times: 150);

        Assert.Equal(Mebibyte, Cache.Bytes);
    }

    [Fact]
    public async Task What_is_recommended_stays_the_same()
    {
        var before = await ListAsync();
        _flags.Set(Flag, true);
        await AskAsync(times: 20);

        Assert.Equal(before, await ListAsync());
    }

    [Fact]
    public async Task The_cache_is_freed_when_the_flag_goes_off_without_another_request()
    {
        _flags.Set(Flag, true);
        await AskAsync(times: 20);

        _flags.Set(Flag, false);

        await Eventually.HoldsAsync(() => Cache.Count == 0 && Cache.Bytes == 0);
    }

    [Fact]
    public async Task Nothing_is_looked_through_for_a_disconnected_caller()
    {
        _flags.Set(Flag, true);
        await AskAsync(times: 1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Cache.DistinctAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_gauge_shows_the_size_of_the_cache()
    {
        await AskAsync(times: 1);
        using var measurements = _host.Services.Collect<long>(RecommendationTelemetry.SourceName, "demo.recommendation.cache.size");
        _flags.Set(Flag, true);
        await AskAsync(times: 20);
        measurements.RecordObservableInstruments();

        Assert.Equal(Cache.Bytes, Assert.Single(measurements.GetMeasurementSnapshot()).Value);
    }

    [Theory]
    [InlineData(false, 8)]
    [InlineData(true, 10)]
    public async Task The_span_tells_whether_the_flag_is_on_and_how_much_was_looked_through(bool isOn, int products)
    {
        _flags.Set(Flag, isOn);
        await AskAsync(times: 1);

        var span = await _spans.NamedAsync("get_product_list");

        Assert.Equal(
            (isOn, false, products),
            (span.GetTagItem("demo.feature_flag.recommendation_cache"), span.GetTagItem("demo.recommendation.cache_hit"), span.GetTagItem("demo.product.count")));
    }

    private async Task AskAsync(int times)
    {
        for (var time = 0; time < times; time++)
            await ListAsync();
    }

    private async Task<IReadOnlyList<string>> ListAsync() =>
        (await _client.ListRecommendationsAsync(new ListRecommendationsRequest { UserId = "user", ProductIds = { "p0" } })).ProductIds;
}
