using System.Net;
using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Tests.Telemetry;

namespace OtelShop.Dashboard.Tests.StructuredLogs;

public sealed class LogPagesTests : IAsyncLifetime
{
    private const string Hostile = "<script>alert(1)</script>";
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _client = _dashboard.CreateClient();
        _dashboard.Get<LogStore>().Add(new LogSketch("cart")
            .Says("Reading the cart of ada")
            .Says("The store did not answer", SeverityNumber.Error, 5, Failed)
            .Says(Hostile, SeverityNumber.Warn, 9)
            .Bytes);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task The_newest_record_comes_first()
    {
        var page = await _client.GetStringAsync("/structuredlogs");

        Assert.True(page.IndexOf("The store did not answer", StringComparison.Ordinal) < page.IndexOf("Reading the cart of ada", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("severity=error")]
    [InlineData("text=did%20not%20ANSWER")]
    [InlineData("filter=exception.type:eq:TimeoutException")]
    [InlineData("filter=Level:gte:error")]
    [InlineData("traceId=00000000000000000000000000000007")]
    public async Task Conditions_narrow_the_list(string condition)
    {
        var page = await _client.GetStringAsync($"/structuredlogs?{condition}");

        Assert.Contains("1 of 3 records", page);
        Assert.Contains("The store did not answer", page);
    }

    [Fact]
    public async Task A_record_leads_to_its_span()
    {
        var page = await _client.GetStringAsync("/structuredlogs?severity=error");

        Assert.Contains("/traces/detail/00000000000000000000000000000007?spanId=0000000000000009", page);
    }

    [Fact]
    public async Task A_records_page_shows_its_exception_and_its_template()
    {
        var id = _dashboard.Get<LogStore>().Find(new() { MinSeverity = SeverityNumber.Error }).Items[0].Entry.Id;

        var page = await _client.GetStringAsync($"/structuredlogs/{id}");

        Assert.Contains("at Cart.Read()", page);
        Assert.Contains("The store did not {Verb}", page);
    }

    [Fact]
    public async Task A_hostile_message_is_text()
    {
        var page = await _client.GetStringAsync("/structuredlogs");

        Assert.Contains(WebUtility.HtmlEncode(Hostile), page);
        Assert.DoesNotContain(Hostile, page);
    }

    [Fact]
    public async Task A_record_that_is_not_kept_says_so()
    {
        var answer = await _client.GetAsync("/structuredlogs/4711");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("This log record is not kept", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_level_that_does_not_exist_is_named()
    {
        var answer = await _client.GetAsync("/structuredlogs?severity=loud");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("trace, debug, info, warn, error, fatal", await answer.Content.ReadAsStringAsync());
    }

    private static void Failed(LogRecord record)
    {
        record.TraceId = TraceSketch.Bytes16(7);
        record.SpanId = TraceSketch.Bytes8(9);
        record.Attributes.Add(TraceSketch.Attribute("exception.type", "TimeoutException"));
        record.Attributes.Add(TraceSketch.Attribute("exception.stacktrace", "TimeoutException: late\n   at Cart.Read()"));
        record.Attributes.Add(TraceSketch.Attribute("{OriginalFormat}", "The store did not {Verb}"));
    }
}
