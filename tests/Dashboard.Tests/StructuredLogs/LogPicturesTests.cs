using Microsoft.Playwright;
using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Tests.Browser;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.StructuredLogs;

[Collection(BrowserCollection.Name)]
public sealed class LogPicturesTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly string[] Services = ["frontend", "cart", "checkout", "payment", "email"];
    private RunningDashboard _dashboard = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
            _dashboard.Get<LogStore>().Add(LogRequest(Services[i % Services.Length], Record(random, i)));
    }

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Fact]
    public async Task Logs_fit_every_device() =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, $"/structuredlogs?until={Noon + 300_000 * Millisecond}&filter=order.id:exists", "logs"));

    [Fact]
    public async Task A_record_fits_every_device() =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, $"/structuredlogs/{_dashboard.Get<LogStore>().Find(new() { MinSeverity = SeverityNumber.Error }).Items[0].Entry.Id}", "log"));

    [Fact]
    public async Task Choosing_a_level_asks_at_once()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/structuredlogs");

        await page.Locator("select[name=severity]").SelectOptionAsync("error");

        await page.Locator("option[value=error][selected]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.EndsWith("/structuredlogs?severity=error", page.Url);
        Assert.Equal(0, await page.Locator(".severity-info").CountAsync());
    }

    private static LogRecord Record(Random random, int number) => number % 13 == 0
        ? Log("Order could not be paid:\nthe card ending in 1111 was declined by the bank", SeverityNumber.Error, number * 1000, number + 1,
            Attribute("order.id", $"{number}"), Attribute("exception.type", "CardDeclinedException"), Attribute("exception.stacktrace", "CardDeclinedException: declined\n   at Payment.Charge()"))
        : Log($"Order {number} was taken in {random.Next(5, 90)} ms", random.Next(8) == 0 ? SeverityNumber.Warn : SeverityNumber.Info, number * 1000, number + 1, Attribute("order.id", $"{number}"));
}
