using System.Net;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>What can be done to any service.</summary>
[Collection(ShopCollection.Name)]
public sealed class GenericScenarios(RunningShop shop) : IDisposable
{
    private static readonly TimeSpan HalfASecond = TimeSpan.FromMilliseconds(500);
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();
    private readonly DirectRequests _requests = new(shop);

    public void Dispose() => _requests.Dispose();

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
        {
            await shop.TrafficUntilAsync(Traffic.OrderAsync, () => _telemetry.HasSpan("payment", span => IsSleep(span) && span.Duration >= HalfASecond));
            // More than the service has connections.
            await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _requests.ChargeAsync()));
            await Eventually.HoldsAsync("requests that waited for a connection", () => Task.FromResult(_telemetry.Metric("payment", "db.client.connection.npgsql.pending_requests") is not null));
        }

        var afterwards = await shop.LeavesNoMarkAsync("payment", "databaseSlowQueries", Traffic.OrderAsync);

        Assert.Empty(afterwards.Spans("payment", IsSleep));
    }

    [Fact]
    public async Task DependencyBlackHole_swallows_calls_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("dependencyBlackHole", "on"))
        {
            await shop.AnswersAsync(HttpStatusCode.GatewayTimeout, Traffic.SeeRecommendationsAsync);
            (await shop.Storefront.GetAsync($"/product/{Traffic.Explorascope}")).EnsureSuccessStatusCode();
        }

        await shop.AnswersAsync(HttpStatusCode.OK, Traffic.SeeRecommendationsAsync);

        var call = await _telemetry.SpanAsync("frontend", span => span.Name.EndsWith("/ListRecommendations", StringComparison.Ordinal) && span.IsError && span.Attributes["rpc.response.status_code"] == "DEADLINE_EXCEEDED");
        Assert.Equal("on", call.VariantOf("dependencyBlackHole"));
        Assert.NotNull(await _telemetry.LogAsync("frontend", log => log.EventName == "frontend.page_part.omitted" && log.Attributes["demo.page.part"] == "recommendations"));
    }

    [Fact]
    public async Task ErrorBudgetBurn_fails_its_share_of_requests_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("errorBudgetBurn", "1000x"))
        {
            await shop.AnswersAsync(HttpStatusCode.InternalServerError, Traffic.SeeAdsAsync);
            await shop.AnswersAsync(HttpStatusCode.InternalServerError, _ => shop.Storefront.GetAsync("/"));
        }

        await shop.AnswersAsync(HttpStatusCode.OK, Traffic.SeeAdsAsync);

        var request = await _telemetry.SpanAsync("frontend", span => span.Kind == SpanKind.Server && span.IsError);
        Assert.Equal("500", request.Attributes["http.response.status_code"]);
        Assert.Equal("1000x", request.VariantOf("errorBudgetBurn"));
        Assert.NotNull(await _telemetry.LogAsync("frontend", log => log.EventName == "frontend.page.failed"));
    }

    [Fact]
    public async Task ErrorBudgetBurn_fails_every_operation_of_the_services_that_it_names()
    {
        (string Service, string Operation, Func<Task> Request)[] operations =
        [
            ("cart", "GetCart", _requests.ReadCartAsync),
            ("checkout", "ListOrders", _requests.ListOrdersAsync),
            ("currency", "Convert", _requests.ConvertAsync),
            ("email", "SendOrderConfirmation", _requests.ConfirmNothingAsync),
            ("image-provider", "", () => shop.Storefront.GetAsync("/images/products/RoofBinoculars.jpg")),
            ("quote", "CalculateQuote", _requests.CalculateQuoteAsync),
            ("recommendation", "ListRecommendations", _requests.RecommendAsync),
            ("shipping", "GetQuote", _requests.QuoteAsync),
            ("shipping", "ShipOrder", _requests.ShipAbroadAsync),
        ];

        await using (await shop.Flags.TurnAsync("errorBudgetBurn", "1000x", [.. operations.Select(operation => operation.Service).Distinct()]))
        {
            foreach (var (service, operation, request) in operations)
                await Eventually.HoldsAsync($"a failed request {operation} of {service}", async () =>
                {
                    await request();
                    return _telemetry.HasSpan(service, span =>
                        span.Kind == SpanKind.Server && span.IsError && span.VariantOf("errorBudgetBurn") == "1000x" && span.Name.EndsWith(operation, StringComparison.Ordinal));
                });
        }

        await shop.OrdersAnswerAsync(HttpStatusCode.OK);
    }

    private static bool IsSleep(ReceivedSpan span) => span.Attributes["db.query.text"].Contains("pg_sleep");
}
