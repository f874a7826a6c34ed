using System.IO.Compression;
using OtelShop.Dashboard.Manage;
using OtelShop.Dashboard.Resources;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Metrics;
using OtelShop.Dashboard.Telemetry.Storage;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Metrics;
using OtelShop.Dashboard.Tests.Resources;
using OtelShop.Dashboard.Tests.Telemetry;

namespace OtelShop.Dashboard.Tests.Manage;

public sealed class ArchiveTests : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;

    public async Task InitializeAsync() => _dashboard = await RunningDashboard.StartAsync();

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Fact]
    public async Task What_was_exported_is_the_same_after_an_import_into_an_empty_dashboard()
    {
        Fill(_dashboard);
        await using var other = await RunningDashboard.StartAsync();

        other.Get<DataKeeper>().Import(await ExportAsync(_dashboard), "shop.zip");

        Assert.Equal(Content(_dashboard.Get<TraceStore>()), Content(other.Get<TraceStore>()));
        Assert.Equal(Content(_dashboard.Get<LogStore>()), Content(other.Get<LogStore>()));
        Assert.Equal(Content(_dashboard.Get<MetricStore>()), Content(other.Get<MetricStore>()));
    }

    [Fact]
    public async Task An_archive_has_the_folders_of_the_aspire_dashboard()
    {
        Fill(_dashboard);
        using var zip = new ZipArchive(await ExportAsync(_dashboard));

        Assert.Equal(["metrics/frontend.json", "structuredlogs/cart.json", "traces/cart.json", "traces/payment.json"], zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_what_was_selected_is_exported()
    {
        Fill(_dashboard);
        using var zip = new ZipArchive(await ExportAsync(_dashboard, DataSelection.ValueOf(DataKind.Traces, "cart")));

        Assert.Equal(["traces/cart.json"], zip.Entries.Select(e => e.FullName));
    }

    [Fact]
    public void Clearing_takes_away_what_was_selected_and_nothing_else()
    {
        Fill(_dashboard);

        _dashboard.Get<DataKeeper>().Clear(new([DataSelection.ValueOf(DataKind.Traces, "cart")]));

        Assert.Equal(["payment"], _dashboard.Get<TraceStore>().FindSpans(new()).Items.Select(s => s.Entry.Resource.ServiceName));
        Assert.NotEmpty(_dashboard.Get<LogStore>().Find(new()).Items);
    }

    [Fact]
    public async Task Resources_are_exported_with_their_secrets_masked()
    {
        var resource = Samples.Cart with { Environment = [new("PASSWORD", ResourceVariable.Mask, IsSecret: true), new("COLOUR", "red", IsSecret: false)] };
        await using var dashboard = await RunningDashboard.StartAsync(new FakeResources().Put(resource));
        while (dashboard.Get<ResourceBoard>().Find(resource.Name) is null)
            await Task.Yield();
        using var zip = new ZipArchive(await ExportAsync(dashboard, DataSelection.ValueOf(DataKind.Resources, resource.DisplayName)));
        using var reader = new StreamReader(zip.GetEntry($"resources/{resource.Name}.json")!.Open());

        var json = await reader.ReadToEndAsync();
        Assert.Contains("PASSWORD", json, StringComparison.Ordinal);
        Assert.Contains("\"red\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd", "traces/_.._etc_passwd.json")]
    [InlineData("..", "traces/_.json")]
    [InlineData("Café au lait", "traces/Caf__au_lait.json")]
    public void A_name_of_a_service_leads_out_of_no_folder(string service, string file) => Assert.Equal(file, new ArchiveNames().Next(DataKind.Traces, service));

    [Fact]
    public void Names_that_differ_only_in_what_is_left_out_get_files_of_their_own()
    {
        var names = new ArchiveNames();

        Assert.Equal(["traces/a_b.json", "traces/a_b~2.json"], [names.Next(DataKind.Traces, "a/b"), names.Next(DataKind.Traces, "a:b")]);
    }

    private static void Fill(RunningDashboard dashboard)
    {
        dashboard.Get<TraceStore>().Add(TelemetrySamples.Request("cart", Enumerable.Range(1, 300).Select(i => TelemetrySamples.Span(i, i, attributes: TelemetrySamples.Attribute("key", "värde \" < \u0001")))));
        dashboard.Get<TraceStore>().Add(TelemetrySamples.Request("payment", TelemetrySamples.Span(900, 900, isError: true)));
        dashboard.Get<LogStore>().Add(TelemetrySamples.LogRequest("cart", TelemetrySamples.Log("added", trace: 1), TelemetrySamples.Log("removed", time: 3)));
        ShopMetrics.Fill(dashboard.Get<MetricStore>(), TimeProvider.System);
    }

    private static async Task<MemoryStream> ExportAsync(RunningDashboard dashboard, params string[] picks)
    {
        var keeper = dashboard.Get<DataKeeper>();
        var all = keeper.Services.SelectMany(s => Enum.GetValues<DataKind>().Select(k => DataSelection.ValueOf(k, s)));
        var output = new MemoryStream();
        await keeper.ExportAsync(output, new(picks.Length > 0 ? picks : all), CancellationToken.None);
        output.Position = 0;
        return output;
    }

    private static string Content(ITelemetryKeeper store) =>
        string.Join('\n', store.Export().Select(c => Convert.ToHexString(c.Data)).Order(StringComparer.Ordinal));
}
