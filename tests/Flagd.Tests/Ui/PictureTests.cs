using OtelShop.Flagd.Listeners;
using OtelShop.Flagd.Scheduler;

namespace OtelShop.Flagd.Tests.Ui;

/// <summary>The pages as they are seen, on each device and in each theme.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PictureTests(Chromium chromium) : IAsyncLifetime
{
    private Visit _visit = default!;

    public static TheoryData<string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string>();
            foreach (var device in Device.All)
            {
                foreach (var path in new[] { "", "/flags/latencyInjection?context={}", "/advanced", "/history", "/scheduler" })
                    pages.Add(path, device.Name);
            }

            return pages;
        }
    }

    public async Task InitializeAsync()
    {
        _visit = await Visit.BeginAsync(chromium, "/feature");
        foreach (var (key, variant) in new[] { ("paymentFailure", "50%"), ("latencyInjection", "500ms"), ("loadGeneratorVUs", "25") })
            await _visit.SwitchAsync(key, variant);
        await _visit.Flagd.Get<FaultScheduler>().StartAsync(
            new(TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromHours(1), 1, 1, [new("adFailure", ["on"])]), new("Ada", "page"), CancellationToken.None);
        await Eventually.HoldsAsync(() => _visit.Flagd.Get<FaultScheduler>().State.Active.Count == 1);
    }

    public async Task DisposeAsync() => await _visit.DisposeAsync();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_fits_the_window(string path, string device)
    {
        var name = "flags" + (path.Split('?')[0].Replace('/', '-') is { Length: > 0 } rest ? rest : "");

        Assert.Null(await chromium.FaultAsync(_visit.Flagd.AddressOf(Listener.Pages), "/feature" + path, name, device));
    }

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
