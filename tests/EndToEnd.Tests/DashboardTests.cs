using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace OtelShop.EndToEnd.Tests;

/// <summary>The dashboard over the running shop, as somebody sees it who follows the link of the console.</summary>
[Collection(ShopCollection.Name)]
public sealed class DashboardTests(RunningShop shop, DashboardReaders readers) : IClassFixture<DashboardReaders>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await new Shopper(shop.Storefront).BuyAsync("EUR", ("OLJCESPC7Z", 1));
        await Eventually.GetAsync("the purchase as a trace", () => PurchaseAsync(shop));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_purchase_is_one_trace_from_the_storefront_to_the_consumers()
    {
        var services = await Eventually.GetAsync("the trace with its consumers", async () =>
            await PurchaseAsync(shop) is { } found && found.IsSupersetOf(["frontend", "checkout", "payment", "shipping", "quote", "email", "accounting", "fraud-detection"]) ? found : null);

        Assert.Contains("cart", services);
    }

    [Theory]
    [InlineData("resources", "/", "checkout")]
    [InlineData("resource-graph", "/?view=graph", "checkout")]
    [InlineData("resource", "/resource/checkout", "OTEL_SERVICE_NAME")]
    [InlineData("console", "/consolelogs/resource/checkout", "checkout")]
    [InlineData("logs", "/structuredlogs", "checkout")]
    [InlineData("traces", "/traces", "POST /api/checkout")]
    [InlineData("metrics", "/metrics/resource/checkout", "http.server.request.duration")]
    [InlineData("map", "/map", "checkout")]
    [InlineData("signals", "/signals", "checkout")]
    [InlineData("signals-of-one", "/signals/resource/checkout", "PlaceOrder")]
    [InlineData("manage", "/manage", "checkout")]
    public async Task Every_page_shows_the_shop(string name, string address, string expected)
    {
        foreach (var device in (Device[])[Device.Desktop, Device.PhoneDark])
        {
            await using var reader = await readers.LogInAsync(shop, device);
            var page = await reader.GoAsync(address);
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(expected, new() { Timeout = 30_000 });
            await reader.PictureAsync($"shop-{name}");

            Assert.Empty(reader.Complaints);
            Assert.False(await reader.OverflowsAsync(), $"{address} is wider than a {device.Name}");
        }
    }

    [Fact]
    public async Task A_new_purchase_appears_without_a_reload()
    {
        await using var reader = await readers.LogInAsync(shop, Device.Desktop);
        var page = await reader.GoAsync("/traces?text=POST%20%2Fapi%2Fcheckout");
        var before = await page.Locator("table.traces tbody tr").CountAsync();

        await new Shopper(shop.Storefront).BuyAsync("USD", ("LS4PSXUNUM", 1));

        await Assertions.Expect(page.Locator("table.traces tbody tr")).ToHaveCountAsync(before + 1, new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task A_resource_is_restarted_from_its_page()
    {
        await using var reader = await readers.LogInAsync(shop, Device.Desktop);
        var page = await reader.GoAsync("/resource/ad");
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        var before = shop.ProcessOf("ad");

        await page.GetByRole(AriaRole.Button, new() { Name = "Restart" }).First.ClickAsync();

        var after = await Eventually.GetAsync("another process of ad", () => Task.FromResult(shop.ProcessOf("ad") is { } now && now != before ? now : null));
        Assert.NotEqual(before, after);
        await shop.HealthyAsync("ad");
    }

    private static async Task<HashSet<string>?> PurchaseAsync(RunningShop shop)
    {
        var answer = await shop.Dashboard.GetFromJsonAsync<JsonObject>("/api/telemetry/traces?resource=checkout&filter=Name:contains:PlaceOrder&limit=1");
        var resources = answer?["data"]?["resourceSpans"]?.AsArray();
        return resources is null or { Count: 0 }
            ? null
            : [.. resources.SelectMany(r => r!["resource"]!["attributes"]!.AsArray()).Where(a => (string?)a!["key"] == "service.name").Select(a => (string)a!["value"]!["stringValue"]!)];
    }
}
