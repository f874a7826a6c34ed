using OtelShop.EndToEnd.Tests.Scenarios;

namespace OtelShop.EndToEnd.Tests.Monitoring;

/// <summary>Alerts from the fault to the receiver and back, with the rules' windows of seconds.</summary>
[Collection(ShopCollection.Name)]
public sealed class AlertTests(RunningShop shop)
{
    private const string Burn = "ErrorBudgetBurnFast";
    private const string Availability = "availability";
    private const string Latency = "latency_p99";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly PrometheusClient _prometheus = shop.Monitoring;

    [Fact]
    public async Task Prometheus_scrapes_every_service_and_the_exporters()
    {
        string[] expected = [.. shop.Services.Select(service => $"otelshop/{service}"), "node-exporter", "postgres-exporter", "redis-exporter"];

        await Eventually.HoldsAsync("a scrape of everything", async () =>
            await _prometheus.TargetsAsync() is var targets && expected.All(job => targets.TryGetValue(job, out var error) && error.Length == 0));
    }

    [Fact]
    public async Task A_failing_payment_pages_its_owner_and_resolves_when_the_fault_ends()
    {
        await using (await shop.Flags.TurnAsync("paymentFailure", "100%"))
        {
            await shop.OrdersUntilAsync("the alert of payment", async () => await _prometheus.StateAsync(Burn, "payment", Availability) == "firing", Patience);
            await shop.OrdersUntilAsync("the alert of payment at its owner", async () =>
                (await _prometheus.ReceivedAsync()).Any(alert => alert is { Name: Burn, Service: "payment", Indicator: Availability, IsInhibited: false } && alert.Receivers.Contains("payments-page")), Patience);
            await shop.OrdersUntilAsync("the muted symptom of checkout", async () =>
                (await _prometheus.ReceivedAsync()).Any(alert => alert is { Name: Burn, Service: "checkout", Indicator: Availability, IsInhibited: true }), Patience);
        }

        await shop.OrdersUntilAsync("the end of the alert of payment", async () => await _prometheus.StateAsync(Burn, "payment", Availability) is null, Patience);
    }

    [Theory]
    [InlineData("paymentUnreachable", "on", Burn, "checkout", Availability)]
    [InlineData("intlShippingSlowdown", "5sec", Burn, "shipping", Latency)]
    [InlineData("kafkaQueueProblems", "on", "ConsumerLagHigh", "fraud-detection", null)]
    [InlineData("productCatalogFailure", "on", Burn, "product-catalog", Availability)]
    [InlineData("adFailure", "on", Burn, "ad", Availability)]
    [InlineData("latencyInjection", "2sec", Burn, "currency", Latency)]
    [InlineData("databaseSlowQueries", "2sec", Burn, "payment", Latency)]
    [InlineData("dependencyBlackHole", "on", Burn, "frontend", Availability)]
    [InlineData("errorBudgetBurn", "1000x", Burn, "frontend", Availability)]
    public async Task A_fault_fires_its_alert(string flag, string variant, string alert, string service, string? indicator)
    {
        await shop.OrdersUntilAsync($"quiet before {flag}", async () => await _prometheus.StateAsync(alert, service, indicator) is null, Patience);

        await using (await shop.Flags.TurnAsync(flag, variant))
            await shop.RequestsUntilAsync($"{alert} of {service}", async () => await _prometheus.StateAsync(alert, service, indicator) == "firing", Patience, TrafficOf(flag));
    }

    private static Func<Shopper, Task<HttpResponseMessage>> TrafficOf(string flag) => flag switch
    {
        "intlShippingSlowdown" => Traffic.OrderAbroadAsync,
        "productCatalogFailure" => shopper => shopper.LookAtAsync(Traffic.Explorascope),
        "adFailure" => Traffic.SeeAdsAsync,
        "latencyInjection" or "errorBudgetBurn" => Traffic.BrowseInEurosAsync,
        "dependencyBlackHole" => Traffic.SeeRecommendationsAsync,
        _ => Traffic.OrderAsync,
    };
}
