using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Browser;
using OtelShop.Dashboard.Tests.ServiceMap;
using OtelShop.Dashboard.Tests.Telemetry;

namespace OtelShop.Dashboard.Tests.GoldenSignals;

[Collection(BrowserCollection.Name)]
public sealed class SignalsPageTests(Chromium chromium) : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _client = _dashboard.CreateClient();
        ShopTraffic.Send(_dashboard.Get<TraceStore>(), UnixTime.FromDateTime(TimeProvider.System.GetUtcNow()), 1500, TimeSpan.FromMinutes(10));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task Golden_signals_fit_every_device() =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, "/signals", "signals"));

    [Fact]
    public async Task The_signals_of_a_service_fit_every_device() =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, "/signals/resource/payment", "signals-service"));

    [Fact]
    public async Task The_service_that_broke_stands_at_the_top_with_whoever_waits_for_it()
    {
        var page = await _client.GetStringAsync("/signals");

        var rows = page[page.IndexOf("<tbody>", StringComparison.Ordinal)..].Split("</tr>");
        Assert.Contains("/signals/resource/payment", rows[0] + rows[1], StringComparison.Ordinal);
        Assert.Contains("is-burning", rows[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_objective_that_everybody_meets_leaves_nobody_burning()
    {
        var page = await _client.GetStringAsync("/signals?slo=1&latency=1h");

        Assert.Contains("0 of 15 services miss their objective", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_objective_is_named()
    {
        var page = await _client.GetStringAsync("/signals?slo=lots");

        Assert.Contains("is not a percentage", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_shows_its_errors_with_a_trace_of_each_kind()
    {
        var page = await _client.GetStringAsync("/signals/resource/payment");

        Assert.Contains("card … declined", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("/traces/detail/", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_error_logs_are_encoded()
    {
        var now = UnixTime.FromDateTime(TimeProvider.System.GetUtcNow());
        var record = TelemetrySamples.Log("<script>alert(1)</script>", OpenTelemetry.Proto.Logs.V1.SeverityNumber.Error);
        record.TimeUnixNano = (ulong)now - 1000;
        _dashboard.Get<LogStore>().Add(TelemetrySamples.LogRequest("payment", record));

        var page = await _client.GetStringAsync("/signals/resource/payment");

        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert(1)", page, StringComparison.Ordinal);
    }
}
