using System.Net;

namespace OtelShop.EndToEnd.Tests.Scenarios;

[Collection(ShopCollection.Name)]
public sealed class AdScenarios(RunningShop shop)
{
    private const string GetAds = "Name:eq:oteldemo.AdService/GetAds";
    private readonly Onlooker _onlooker = shop.Look();

    [Fact]
    public async Task AdFailure_fails_some_requests_for_ads_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("adFailure", "on"))
            await shop.AnswersAsync(HttpStatusCode.ServiceUnavailable, Traffic.SeeAdsAsync);
        var afterwards = await shop.RecoversAsync("ad", "adFailure", Traffic.SeeAdsAsync);

        Assert.Equal("on", (await _onlooker.SpanAsync("ad", GetAds, "Status:eq:Error")).VariantOf("adFailure"));
        Assert.NotNull(await _onlooker.LogAsync("ad", "EventName:eq:ad.failure"));
        Assert.Empty(await afterwards.SpansAsync("ad", "Status:eq:Error"));
    }

    [Fact]
    public async Task AdHighCpu_keeps_threads_busy_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("adHighCpu", "on"))
            await BusyThreadsAsync(4);
        await BusyThreadsAsync(0);

        Assert.NotNull(await _onlooker.LogAsync("ad", "EventName:eq:ad.high_cpu.started"));
        Assert.NotNull(await _onlooker.LogAsync("ad", "EventName:eq:ad.high_cpu.ended"));
    }

    [Fact]
    public async Task AdManualGc_collects_garbage_in_requests_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("adManualGc", "on"))
        {
            await shop.TrafficUntilAsync(Traffic.SeeAdsAsync, () => _onlooker.SeesSpanAsync("ad", "Name:eq:forceGarbageCollection"));
            Assert.NotNull(await _onlooker.LogAsync("ad", "EventName:eq:ad.manual_gc"));
        }

        var afterwards = await shop.RecoversAsync("ad", "adManualGc", Traffic.SeeAdsAsync);

        Assert.Empty(await afterwards.SpansAsync("ad", "Name:eq:forceGarbageCollection"));
    }

    private Task BusyThreadsAsync(int expected) => Eventually.HoldsAsync($"{expected} busy threads", async () =>
        await _onlooker.MetricAsync("ad", "demo.ad.cpu.busy_threads") is { Count: > 0 } threads && threads.Values.Sum() == expected);
}
