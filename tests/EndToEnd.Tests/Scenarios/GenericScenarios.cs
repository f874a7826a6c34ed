using System.Net;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>What can be done to any service.</summary>
[Collection(ShopCollection.Name)]
public sealed class GenericScenarios(RunningShop shop)
{
    private const string Sleep = "db.query.text:contains:pg_sleep";
    private readonly Onlooker _onlooker = shop.Look();

    [Fact]
    public async Task LatencyInjection_slows_the_named_services_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("latencyInjection", "500ms"))
            await shop.TrafficUntilAsync(Traffic.BrowseInEurosAsync, () => _onlooker.SeesSpanAsync("currency", "Kind:eq:Server", "Duration:gte:500"));
        await shop.LeavesNoMarkAsync("currency", "latencyInjection", Traffic.BrowseInEurosAsync);

        var slow = await _onlooker.SpanAsync("currency", "Kind:eq:Server", "EventName:eq:feature_flag.evaluation");
        Assert.Equal("500ms", slow.VariantOf("latencyInjection"));
        Assert.DoesNotContain(await _onlooker.SpansAsync("product-catalog"), span => span.VariantOf("latencyInjection") is not null);
    }

    [Fact]
    public async Task DatabaseSlowQueries_slow_the_queries_themselves_until_they_are_turned_off()
    {
        await using (await shop.Flags.TurnAsync("databaseSlowQueries", "500ms", "payment"))
            await shop.TrafficUntilAsync(Traffic.OrderAsync, () => _onlooker.SeesSpanAsync("payment", Sleep, "Duration:gte:500"));
        var afterwards = await shop.LeavesNoMarkAsync("payment", "databaseSlowQueries", Traffic.OrderAsync);

        Assert.Empty(await afterwards.SpansAsync("payment", Sleep));
    }

    [Fact]
    public async Task DependencyBlackHole_swallows_calls_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("dependencyBlackHole", "on"))
            await shop.AnswersAsync(HttpStatusCode.GatewayTimeout, Traffic.SeeRecommendationsAsync);
        await shop.AnswersAsync(HttpStatusCode.OK, Traffic.SeeRecommendationsAsync);

        var call = await _onlooker.SpanAsync("frontend", "Kind:eq:Client", "rpc.method:eq:ListRecommendations", "Status:eq:Error");
        Assert.Equal("4", call.Attributes["rpc.grpc.status_code"]);
        Assert.Equal("on", call.VariantOf("dependencyBlackHole"));
    }

    [Fact]
    public async Task ErrorBudgetBurn_fails_its_share_of_requests_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("errorBudgetBurn", "1000x"))
            await shop.AnswersAsync(HttpStatusCode.InternalServerError, Traffic.SeeAdsAsync);
        await shop.AnswersAsync(HttpStatusCode.OK, Traffic.SeeAdsAsync);

        var request = await _onlooker.SpanAsync("frontend", "Kind:eq:Server", "Status:eq:Error");
        Assert.Equal("500", request.Attributes["http.response.status_code"]);
        Assert.Equal("1000x", request.VariantOf("errorBudgetBurn"));
    }
}
