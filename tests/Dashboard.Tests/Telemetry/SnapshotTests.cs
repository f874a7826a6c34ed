using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Snapshots;
using OtelShop.Dashboard.Telemetry.Traces;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Telemetry;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-snapshot-").FullName;

    private string TracesFile => Path.Combine(_folder, "traces.otlp");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Telemetry_outlives_the_dashboard_where_a_folder_was_given()
    {
        await RunAsync(dashboard =>
        {
            dashboard.Get<TraceStore>().Add(Request("cart", Span(1, 1, name: "AddItem")));
            dashboard.Get<LogStore>().Add(LogRequest("cart", Log("Cart emptied")));
        });

        await RunAsync(dashboard =>
        {
            Assert.Equal("AddItem", Assert.Single(dashboard.Get<TraceStore>().Find(new()).Items).Name);
            Assert.Equal("Cart emptied", Assert.Single(dashboard.Get<LogStore>().Find(new()).Items).Record.Body.StringValue);
        });
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(-5)]
    public async Task A_damaged_file_is_set_aside_and_the_dashboard_starts(int position)
    {
        await RunAsync(dashboard => dashboard.Get<TraceStore>().Add(Request("cart", Span(1, 1))));
        var bytes = await File.ReadAllBytesAsync(TracesFile);
        bytes[position < 0 ? bytes.Length + position : position] ^= 0xFF;
        await File.WriteAllBytesAsync(TracesFile, bytes);

        await RunAsync(dashboard => Assert.Empty(dashboard.Get<TraceStore>().Find(new()).Items));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(TracesFile + ".damaged"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(100)]
    public async Task A_file_that_was_cut_off_is_set_aside(int length)
    {
        await RunAsync(dashboard => dashboard.Get<TraceStore>().Add(Request("cart", Span(1, 1))));
        await File.WriteAllBytesAsync(TracesFile, (await File.ReadAllBytesAsync(TracesFile))[..length]);

        await RunAsync(dashboard => Assert.Empty(dashboard.Get<TraceStore>().Find(new()).Items));
        Assert.True(File.Exists(TracesFile + ".damaged"));
    }

    [Fact]
    public void A_snapshot_that_cannot_be_finished_leaves_the_one_before_it()
    {
        SnapshotFile.Write(TracesFile, [[1, 2, 3]]);
        static IEnumerable<byte[]> Failing()
        {
            yield return [4];
            throw new IOException("No space left on device");
        }

        Assert.Throws<IOException>(() => SnapshotFile.Write(TracesFile, Failing()));
        Assert.Equal([1, 2, 3], Assert.Single(SnapshotFile.Read(TracesFile)));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_stops_neither_start_nor_stop()
    {
        var file = Path.Combine(_folder, "a-file");
        await File.WriteAllTextAsync(file, "");

        await RunAsync(dashboard => Assert.Empty(dashboard.Get<TraceStore>().Find(new()).Items), Path.Combine(file, "below"));
    }

    private async Task RunAsync(Action<RunningDashboard> use, string? folder = null)
    {
        await using var dashboard = await RunningDashboard.StartAsync(null, ("Persistence:Folder", folder ?? _folder));
        use(dashboard);
        await dashboard.StopAsync();
    }
}
