namespace OtelShop.EndToEnd.Tests.Scenarios;

[Collection(ShopCollection.Name)]
public sealed class RecommendationScenarios(RunningShop shop)
{
    private const string Lookup = "get_product_list";
    private const int MostCrowds = 20;

    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task RecommendationCacheFailure_lets_cache_and_latency_grow_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("recommendationCacheFailure", "on"))
        {
            for (var crowd = 0; crowd < MostCrowds && !(IsFilled && _telemetry.HasSpan("recommendation", IsSlow)); crowd++)
                await CrowdAsync(shop);
            Assert.Equal("True", (await _telemetry.SpanAsync("recommendation", IsSlow)).Attributes["demo.feature_flag.recommendation_cache"], ignoreCase: true);
            await Eventually.HoldsAsync("a full cache", () => Task.FromResult(IsFilled && CacheSize is > 10_000_000 and <= RunningShop.RecommendationCacheMebibytes * 1024 * 1024));
        }

        await Eventually.HoldsAsync("an empty cache", () => Task.FromResult(CacheSize == 0));
        var afterwards = await shop.RecoversAsync("recommendation", "recommendationCacheFailure", Traffic.SeeRecommendationsAsync);

        Assert.Equal("10", (await afterwards.SpanAsync("recommendation", span => span.Name == Lookup)).Attributes["demo.product.count"]);
        Assert.NotNull(await _telemetry.LogAsync("recommendation", log => log.EventName == "recommendation.cache.freed"));
    }

    private static async Task CrowdAsync(RunningShop shop)
    {
        var shopper = new Shopper(shop.Storefront);
        for (var visit = 0; visit < 20; visit++)
            (await shopper.SeeRecommendationsAsync()).Dispose();
    }

    private bool IsFilled => _telemetry.Logs("recommendation", log => log.EventName == "recommendation.cache.filled").Count > 0;

    private double? CacheSize => _telemetry.Metric("recommendation", "demo.recommendation.cache.size");

    // Looking through two million entries takes longer than any healthy lookup.
    private static bool IsSlow(ReceivedSpan span) =>
        span.Name == Lookup && long.TryParse(span.Attributes["demo.product.count"], out var count) && count > 2_000_000 && span.Duration >= TimeSpan.FromMilliseconds(5);
}
