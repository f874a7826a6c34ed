using System.Text.RegularExpressions;
using Google.Protobuf;
using Microsoft.Playwright;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Tests.Browser;
using OtelShop.Dashboard.Tests.Ingest;

namespace OtelShop.Dashboard.Tests.Live;

/// <summary>A page that stays open while the dashboard cannot be reached.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class LostDashboardTests(Chromium chromium) : IAsyncLifetime
{
    // The page waits longer after each try that fails.
    private const float Patience = 60_000;

    private RunningDashboard _dashboard = default!;
    private DashboardRelay _way = default!;
    private Reader _reader = default!;
    private IPage _page = default!;

    private ILocator Connection => _page.Locator("#connection");

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _way = new(_dashboard.Addresses.Frontend);
        Send("before");
        _reader = await chromium.OpenAsync(_way.Address);
        _page = await _reader.GoAsync("/structuredlogs");
        _way.Cut();
        await Assertions.Expect(Connection).ToHaveTextAsync("Disconnected", new() { Timeout = Patience });
    }

    public async Task DisposeAsync()
    {
        await _reader.DisposeAsync();
        _way.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task What_was_missed_is_shown_once_the_dashboard_is_back()
    {
        Send("written meanwhile");
        _way.Join();

        await Assertions.Expect(_page.GetByText("written meanwhile")).ToBeVisibleAsync(new() { Timeout = Patience });
        await Assertions.Expect(Connection).Not.ToHaveClassAsync(Lost(), new() { Timeout = Patience });
    }

    [Fact]
    public async Task A_page_that_found_the_dashboard_again_is_live()
    {
        _way.Join();
        await Assertions.Expect(Connection).Not.ToHaveClassAsync(Lost(), new() { Timeout = Patience });
        Send("the news");

        await Assertions.Expect(_page.GetByText("the news")).ToBeVisibleAsync(new() { Timeout = Patience });
    }

    private void Send(string body) => _dashboard.Get<LogStore>().Add(OtlpSamples.OneLog(body: body).ToByteArray());

    [GeneratedRegex("lost")]
    private static partial Regex Lost();
}
