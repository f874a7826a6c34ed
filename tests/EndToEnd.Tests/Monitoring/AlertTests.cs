using OtelShop.EndToEnd.Tests.Scenarios;

namespace OtelShop.EndToEnd.Tests.Monitoring;

/// <summary>Alerts from the fault to the receiver and back, with the rules' windows of seconds. They run first, when no other test has left an alert behind.</summary>
[Collection(ShopCollection.Name)]
public sealed class AlertTests(RunningShop shop) : IDisposable
{
    private const string Burn = "ErrorBudgetBurnFast";
    private const string Availability = "availability";
    private const string Latency = "latency_p99";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Scrape = TimeSpan.FromSeconds(1);
    private readonly PrometheusClient _prometheus = shop.Monitoring;
    private readonly DirectRequests _requests = new(shop);

    public void Dispose() => _requests.Dispose();

    [Fact]
    public async Task Prometheus_scrapes_every_service_and_the_exporters()
    {
        string[] expected = [.. shop.Services.Select(service => $"otelshop/{service}"), "node-exporter", "postgres-exporter", "redis-exporter"];

        await Eventually.HoldsAsync("a scrape of everything", async () =>
            await _prometheus.TargetsAsync() is var targets && expected.All(job => targets.TryGetValue(job, out var error) && error.Length == 0));
    }

    // Nothing in the first group is what checkout depends on but payment, so that payment alone can mute checkout.
    [Fact]
    public async Task Each_fault_fires_its_alert_which_pages_the_owner_mutes_symptoms_and_resolves()
    {
        var payment = new Alert(Burn, "payment", "write", Availability);
        var checkout = new Alert(Burn, "checkout", "write", Availability);
        // Both faults stay until both alerts are there.
        var isMuted = false;
        async Task<bool> IsMutedAsync() => isMuted = isMuted || (await IsReceivedAsync(payment, receiver: "payments-page") && await IsReceivedAsync(checkout, mutedBy: payment));

        await Task.WhenAll(
            FiresAsync("adFailure", "on", new(Burn, "ad", "read", Availability), _requests.SeeAdsAsync),
            FiresAsync("dependencyBlackHole", "on", new(Burn, "frontend", "read", Availability), Storefront(Traffic.SeeRecommendationsAsync)),
            FiresAsync("imageSlowLoad", "5sec", new(Burn, "image-provider", "read", Latency), () => shop.Storefront.GetAsync("/images/products/RoofBinoculars.jpg")),
            FiresAsync("paymentUnreachable", "on", checkout, _requests.OrderAsync, IsMutedAsync),
            FiresAsync("paymentFailure", "100%", payment, _requests.ChargeAsync, IsMutedAsync));

        await Task.WhenAll(
            FiresAsync("databaseSlowQueries", "2sec", payment with { Indicator = Latency }, _requests.ChargeAsync, async () => await _prometheus.StateAsync(payment) is null),
            FiresAsync("errorBudgetBurn", "1000x", new(Burn, "frontend", "write", Availability), Storefront(shopper => shopper.AddAsync(Traffic.Flashlight, 1))),
            FiresAsync("intlShippingSlowdown", "5sec", new(Burn, "shipping", "write", Latency), _requests.ShipAbroadAsync),
            FiresAsync("kafkaQueueProblems", "on", new("ConsumerLagHigh", "fraud-detection"), _requests.OrderAsync),
            FiresAsync("latencyInjection", "2sec", new(Burn, "currency", "read", Latency), _requests.ConvertAsync),
            FiresAsync("productCatalogFailure", "on", new(Burn, "product-catalog", "read", Availability), () => _requests.LookAtAsync(Traffic.Explorascope)));
    }

    /// <summary>Waits until the alert is quiet, switches the flag and sends requests until the alert fires and has its consequence.</summary>
    private async Task FiresAsync(string flag, string variant, Alert alert, Func<Task> request, Func<Task<bool>>? consequence = null)
    {
        await Eventually.HoldsAsync($"quiet of {alert} before {flag}", async () => await _prometheus.StateAsync(alert) is null, Patience, Scrape);
        using var stop = new CancellationTokenSource();
        await using (await shop.Flags.TurnAsync(flag, variant))
        {
            // Some requests take seconds.
            var shoppers = Enumerable.Range(0, 4).Select(_ => RepeatAsync(request, stop.Token)).ToList();
            try
            {
                await Eventually.HoldsAsync($"{alert} after {flag}", async () => await _prometheus.StateAsync(alert) == "firing", Patience, Scrape);
                if (consequence is not null)
                    await Eventually.HoldsAsync($"the consequence of {alert} after {flag}", consequence, Patience, Scrape);
            }
            finally
            {
                await stop.CancelAsync();
                await Task.WhenAll(shoppers);
            }
        }
    }

    private static async Task RepeatAsync(Func<Task> request, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await request();
            await Eventually.PassAsync(TimeSpan.FromMilliseconds(200));
        }
    }

    private async Task<bool> IsReceivedAsync(Alert alert, string? receiver = null, Alert? mutedBy = null)
    {
        var received = await _prometheus.ReceivedAsync();
        return received.Any(found => found.Alert == alert
            && (receiver is null || found.Receivers.Contains(receiver))
            && (mutedBy is null || received.Any(cause => cause.Alert == mutedBy && found.InhibitedBy.Contains(cause.Fingerprint))));
    }

    private Func<Task> Storefront(Func<Shopper, Task<HttpResponseMessage>> ask) => async () => (await ask(new Shopper(shop.Storefront))).Dispose();
}
