using System.Net;
using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Logs;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.StructuredLogs;

public sealed class LogConditionTests : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _client = _dashboard.CreateClient();
        var logs = _dashboard.Get<LogStore>();
        logs.Add(LogRequest("cart", Log("Cart was read", trace: 5, attributes: [Attribute("user.id", "anna")]), Log("Cart is slow", SeverityNumber.Warn, time: 10)));
        logs.Add(LogRequest("payment", Log("Payment failed", SeverityNumber.Error, time: 20)));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?severity=warn")]
    [InlineData("?text=SLOW")]
    [InlineData("?resource=cart")]
    [InlineData("?filter=Message:contains:slow")]
    public async Task Records_that_meet_the_conditions_are_listed(string conditions)
    {
        var page = await _client.GetStringAsync("/structuredlogs" + conditions);

        Assert.Contains(">Cart is slow<", page);
    }

    [Theory]
    [InlineData("?severity=error")]
    [InlineData("?resource=payment")]
    [InlineData("?filter=user.id:eq:anna")]
    [InlineData("/resource/payment")]
    [InlineData("?traceId=00000000000000000000000000000005")]
    public async Task Records_that_do_not_meet_the_conditions_are_not(string conditions)
    {
        var page = await _client.GetStringAsync("/structuredlogs" + conditions);

        Assert.DoesNotContain(">Cart is slow<", page);
    }

    [Theory]
    [InlineData("severity=loud")]
    [InlineData("skip=-1")]
    [InlineData("filter=nonsense")]
    [InlineData("traceId=xyz")]
    public async Task A_condition_that_cannot_be_read_is_named_and_left_out(string condition)
    {
        var answer = await _client.GetAsync("/structuredlogs?" + condition);

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(condition.Split('=')[0] + ": ", page);
        Assert.Contains(">Cart is slow<", page);
    }

    [Fact]
    public async Task Errors_are_counted_by_resource()
    {
        var page = await _client.GetStringAsync("/structuredlogs?resource=cart");

        Assert.Contains("/structuredlogs?resource=payment&amp;severity=error", page);
    }

    [Fact]
    public async Task A_record_leads_to_its_trace()
    {
        var id = _dashboard.Get<LogStore>().Find(new() { TraceId = TraceIdOf(5) }).Items[0].Entry.Id;

        var page = await _client.GetStringAsync($"/structuredlogs/{id}");

        Assert.Contains($"href=\"/traces/detail/{TraceIdOf(5)}", page);
        Assert.Contains("Around it", page);
    }

    [Fact]
    public async Task A_message_of_a_megabyte_is_cut_in_the_list()
    {
        _dashboard.Get<LogStore>().Add(LogRequest("noise", Log(new string('x', 1_000_000))));

        var page = await _client.GetStringAsync("/structuredlogs");

        Assert.InRange(page.Length, 1, 100_000);
    }
}
