namespace OtelShop.EndToEnd.Tests.Scenarios;

[Collection(ShopCollection.Name)]
public sealed class RecommendationScenarios(RunningShop shop)
{
    private const string Lookup = "Name:eq:get_product_list";
    private const int MostCrowds = 20;

    // Nobody looks through two million entries in less time.
    private static readonly string[] Slow = [Lookup, "demo.product.count:gt:2000000", "Duration:gte:5"];
    private readonly Onlooker _onlooker = shop.Look();

    [Fact]
    public async Task RecommendationCacheFailure_lets_cache_and_latency_grow_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("recommendationCacheFailure", "on"))
        {
            for (var crowd = 0; crowd < MostCrowds && !await _onlooker.SeesSpanAsync("recommendation", Slow); crowd++)
                await CrowdAsync(shop);
            Assert.Equal("True", (await _onlooker.SpanAsync("recommendation", Slow)).Attributes["demo.feature_flag.recommendation_cache"], ignoreCase: true);
            await Eventually.HoldsAsync("a cache that has grown", async () => await CacheAsync() is > 10_000_000 and <= 128 * 1024 * 1024);
        }

        await Eventually.HoldsAsync("an empty cache", async () => await CacheAsync() == 0);
        var afterwards = await shop.RecoversAsync("recommendation", "recommendationCacheFailure", Traffic.SeeRecommendationsAsync);

        Assert.Equal("10", (await afterwards.SpanAsync("recommendation", Lookup)).Attributes["demo.product.count"]);
        Assert.NotNull(await _onlooker.LogAsync("recommendation", "EventName:eq:recommendation.cache.freed"));
    }

    private static async Task CrowdAsync(RunningShop shop)
    {
        var shopper = new Shopper(shop.Storefront);
        for (var visit = 0; visit < 20; visit++)
            (await shopper.SeeRecommendationsAsync()).Dispose();
    }

    private async Task<double> CacheAsync() => (await _onlooker.MetricAsync("recommendation", "demo.recommendation.cache.size")).Values.Sum();
}
