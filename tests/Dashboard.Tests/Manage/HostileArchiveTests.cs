using System.IO.Compression;
using System.Text;
using OtelShop.Dashboard.Manage;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Tests.Manage;

public sealed class HostileArchiveTests : IAsyncLifetime
{
    private const string Good = """{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"00000000000000000000000000000001","spanId":"0000000000000001","name":"GET","startTimeUnixNano":"1780000000000000000","endTimeUnixNano":"1780000000001000000"}]}]}]}""";
    private RunningDashboard _dashboard = default!;

    public async Task InitializeAsync() => _dashboard = await RunningDashboard.StartAsync();

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Fact]
    public void One_file_of_otlp_json_is_enough()
    {
        var result = Import(Encoding.UTF8.GetBytes(Good));

        Assert.Equal(1, result.Accepted);
    }

    [Fact]
    public void One_wrong_file_refuses_all_of_an_archive_and_is_named()
    {
        var refused = Assert.Throws<ImportException>(() => Import(Zip(("traces/cart.json", Good), ("traces/payment.json", """{"resourceSpans":"none"}"""))));

        Assert.StartsWith("traces/payment.json: ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, Kept);
    }

    [Fact]
    public void A_zip_that_unpacks_without_end_is_refused()
    {
        var bomb = Zip(("traces/cart.json", Good), ("traces/bomb.json", new string(' ', 129 * 1024 * 1024)));

        Assert.Contains("unpacks to more than is allowed", Assert.Throws<ImportException>(() => Import(bomb)).Message, StringComparison.Ordinal);
        Assert.Equal(0, Kept);
    }

    [Fact]
    public void A_path_that_leads_elsewhere_is_not_followed()
    {
        Import(Zip(("traces/cart.json", Good), ("../../traces/evil.json", Good), ("/etc/passwd", "root")));

        Assert.Equal(1, Kept);
    }

    [Theory]
    [InlineData("PK\u0003\u0004 and then nothing of a zip", "is not a zip file, or is damaged")]
    [InlineData("hello", "neither a zip file nor OTLP JSON")]
    [InlineData("", "neither a zip file nor OTLP JSON")]
    [InlineData("""{"resourceSpans":[""", "shop.json: ")]
    public void What_is_no_telemetry_is_refused_in_words(string content, string words)
    {
        var refused = Assert.Throws<ImportException>(() => Import(Encoding.UTF8.GetBytes(content)));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_without_telemetry_is_refused() =>
        Assert.Contains("no traces, structured logs or metrics", Assert.Throws<ImportException>(() => Import(Zip(("readme.txt", "hello")))).Message, StringComparison.Ordinal);

    private int Kept => _dashboard.Get<TraceStore>().FindSpans(new()).Total;

    private Dashboard.Telemetry.IngestResult Import(byte[] file) => _dashboard.Get<DataKeeper>().Import(new MemoryStream(file), "shop.json");

    private static byte[] Zip(params (string Name, string Content)[] files)
    {
        var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        return output.ToArray();
    }
}
