namespace OtelShop.EndToEnd.Tests.Scenarios;

[Collection(ShopCollection.Name)]
public sealed class RecommendationScenarios(RunningShop shop)
{
    private readonly Onlooker _onlooker = shop.Look();

    [Fact]
    public async Task RecommendationCacheFailure_lets_a_cache_grow_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("recommendationCacheFailure", "on"))
        {
            await shop.TrafficUntilAsync(
                Traffic.SeeRecommendationsAsync, () => _onlooker.SeesSpanAsync("recommendation", "Name:eq:get_product_list", "demo.product.count:gt:10"));
            await Eventually.HoldsAsync("a cache that has grown", async () => await CacheAsync() > 0);
        }

        await Eventually.HoldsAsync("an empty cache", async () => await CacheAsync() == 0);

        Assert.NotNull(await _onlooker.LogAsync("recommendation", "EventName:eq:recommendation.cache.freed"));
    }

    private async Task<double> CacheAsync() => (await _onlooker.MetricAsync("recommendation", "demo.recommendation.cache.size")).Values.Sum();
}
