using OtelShop.Flagd.Listeners;
using OtelShop.Flagd.Scheduler;

namespace OtelShop.Flagd.Tests.Ui;

/// <summary>The pages as they are seen, on each device and in each theme.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PictureTests(Chromium chromium) : IAsyncLifetime
{
    private Visit _visit = default!;

    public async ValueTask InitializeAsync()
    {
        _visit = await Visit.BeginAsync(chromium, "/feature");
        foreach (var (key, variant) in new[] { ("paymentFailure", "50%"), ("latencyInjection", "500ms"), ("loadGeneratorVUs", "25") })
            await _visit.SwitchAsync(key, variant);
        await _visit.Flagd.Get<FaultScheduler>().StartAsync(
            new(TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromHours(1), 1, 1, [new("adFailure", ["on"])]), new("Ada", "page"), CancellationToken.None);
        await Eventually.HoldsAsync(() => _visit.Flagd.Get<FaultScheduler>().State.Active.Count == 1);
    }

    public async ValueTask DisposeAsync() => await _visit.DisposeAsync();

    [Theory]
    [InlineData("flags", "/feature")]
    [InlineData("flags-flags-latencyInjection", "/feature/flags/latencyInjection?context={}")]
    [InlineData("flags-advanced", "/feature/advanced")]
    [InlineData("flags-history", "/feature/history")]
    [InlineData("flags-scheduler", "/feature/scheduler")]
    public async Task A_page_fits_the_window(string picture, string path) => Assert.Null(await _visit.Reader.FaultAsync(path, picture));

    [Theory]
    [InlineData("desktop")]
    [InlineData("phone")]
    public async Task A_conflict_fits_the_window(string device)
    {
        await using var reader = await chromium.OpenAsync(_visit.Flagd.AddressOf(Listener.Pages), Device.All.Single(d => d.Name == device));
        var page = await reader.GoAsync("/feature/advanced");
        var text = await page.InputValueAsync("#document");
        await page.FillAsync("#document", text.Replace("in ten", "in nine", StringComparison.Ordinal));
        await _visit.SwitchAsync("cartFailure", "75%");
        await page.ClickAsync("#compare");
        await page.WaitForSelectorAsync("#conflict");
        await reader.PictureAsync("flags-conflict");

        Assert.False(await reader.OverflowsAsync());
    }
}
