using System.Diagnostics;

namespace OtelShop.EndToEnd.Tests;

[Collection(ShopCollection.Name)]
public sealed class ProcessTests(RunningShop shop)
{
    [Fact]
    public async Task A_killed_service_is_started_again_and_serves()
    {
        var before = shop.ProcessOf("ad") ?? throw new InvalidOperationException("The ad service has no process.");

        using (var process = Process.GetProcessById(before))
            process.Kill();

        await Eventually.HoldsAsync("another process of ad", () => Task.FromResult(shop.ProcessOf("ad") is { } after && after != before));
        await shop.HealthyAsync("ad");
        (await new Shopper(shop.Storefront).SeeAdsAsync()).EnsureSuccessStatusCode();
    }
}
