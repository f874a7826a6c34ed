using System.Net;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>What can be done to any service.</summary>
[Collection(ShopCollection.Name)]
public sealed class GenericScenarios(RunningShop shop)
{
    private static readonly TimeSpan HalfASecond = TimeSpan.FromMilliseconds(500);
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task LatencyInjection_slows_the_named_services_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("latencyInjection", "500ms"))
            await shop.TrafficUntilAsync(Traffic.BrowseInEurosAsync, () => _telemetry.HasSpan("currency", span => span.Kind == SpanKind.Server && span.Duration >= HalfASecond));
        await shop.LeavesNoMarkAsync("currency", "latencyInjection", Traffic.BrowseInEurosAsync);

        var slow = await _telemetry.SpanAsync("currency", span => span.Kind == SpanKind.Server && span.VariantOf("latencyInjection") is not null);
        Assert.Equal("500ms", slow.VariantOf("latencyInjection"));
        Assert.Empty(_telemetry.Spans("product-catalog", span => span.VariantOf("latencyInjection") is not null));
    }

    [Fact]
    public async Task DatabaseSlowQueries_slow_the_queries_themselves_until_they_are_turned_off()
    {
        await using (await shop.Flags.TurnAsync("databaseSlowQueries", "500ms", "payment"))
            await shop.TrafficUntilAsync(Traffic.OrderAsync, () => _telemetry.HasSpan("payment", span => IsSleep(span) && span.Duration >= HalfASecond));
        var afterwards = await shop.LeavesNoMarkAsync("payment", "databaseSlowQueries", Traffic.OrderAsync);

        Assert.Empty(afterwards.Spans("payment", IsSleep));
    }

    [Fact]
    public async Task DependencyBlackHole_swallows_calls_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("dependencyBlackHole", "on"))
            await shop.AnswersAsync(HttpStatusCode.GatewayTimeout, Traffic.SeeRecommendationsAsync);
        await shop.AnswersAsync(HttpStatusCode.OK, Traffic.SeeRecommendationsAsync);

        var call = await _telemetry.SpanAsync("frontend", span => span.Kind == SpanKind.Client && span.Name.EndsWith("/ListRecommendations", StringComparison.Ordinal) && span.IsError);
        Assert.Equal("DEADLINE_EXCEEDED", call.Attributes["rpc.response.status_code"]);
        Assert.Equal("on", call.VariantOf("dependencyBlackHole"));
    }

    [Fact]
    public async Task ErrorBudgetBurn_fails_its_share_of_requests_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("errorBudgetBurn", "1000x"))
            await shop.AnswersAsync(HttpStatusCode.InternalServerError, Traffic.SeeAdsAsync);
        await shop.AnswersAsync(HttpStatusCode.OK, Traffic.SeeAdsAsync);

        var request = await _telemetry.SpanAsync("frontend", span => span.Kind == SpanKind.Server && span.IsError);
        Assert.Equal("500", request.Attributes["http.response.status_code"]);
        Assert.Equal("1000x", request.VariantOf("errorBudgetBurn"));
    }

    private static bool IsSleep(ReceivedSpan span) => span.Attributes["db.query.text"].Contains("pg_sleep");
}
