using System.Net;

namespace OtelShop.EndToEnd.Tests.Scenarios;

[Collection(ShopCollection.Name)]
public sealed class AdScenarios(RunningShop shop)
{
    private const string GetAds = "oteldemo.AdService/GetAds";
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task AdFailure_fails_some_requests_for_ads_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("adFailure", "on"))
            await shop.AnswersAsync(HttpStatusCode.ServiceUnavailable, Traffic.SeeAdsAsync);
        var afterwards = await shop.RecoversAsync("ad", "adFailure", Traffic.SeeAdsAsync);

        Assert.Equal("on", (await _telemetry.SpanAsync("ad", span => span.Name == GetAds && span.IsError)).VariantOf("adFailure"));
        Assert.NotNull(await _telemetry.LogAsync("ad", log => log.EventName == "ad.request.failed"));
        Assert.Empty(afterwards.Spans("ad", span => span.IsError));
    }

    [Fact]
    public async Task AdHighCpu_keeps_threads_busy_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("adHighCpu", "on"))
            await BusyThreadsAsync(4);
        await BusyThreadsAsync(0);

        Assert.NotNull(await _telemetry.LogAsync("ad", log => log.EventName == "ad.high_cpu.started"));
        Assert.NotNull(await _telemetry.LogAsync("ad", log => log.EventName == "ad.high_cpu.ended"));
    }

    [Fact]
    public async Task AdManualGc_collects_garbage_in_requests_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("adManualGc", "on"))
        {
            await shop.TrafficUntilAsync(Traffic.SeeAdsAsync, () => _telemetry.HasSpan("ad", span => span.Name == "forceGarbageCollection"));
            Assert.NotNull(await _telemetry.LogAsync("ad", log => log.EventName == "ad.gc.forced"));
        }

        var afterwards = await shop.RecoversAsync("ad", "adManualGc", Traffic.SeeAdsAsync);

        Assert.Empty(afterwards.Spans("ad", span => span.Name == "forceGarbageCollection"));
    }

    private Task BusyThreadsAsync(int expected) => Eventually.HoldsAsync($"{expected} busy threads", () =>
        Task.FromResult(_telemetry.Metric("ad", "demo.ad.cpu.busy_threads") == expected));
}
