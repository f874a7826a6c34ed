using System.Net;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Tests.Traces;

public sealed class TracePagesTests : IAsyncLifetime
{
    private const long Start = 1_795_000_000_000_000_000;
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _client = _dashboard.CreateClient();
        _dashboard.Get<TraceStore>().Add(Checkout.Trace(7, Start).Bytes);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task The_list_names_a_trace_by_its_root_and_counts_its_errors()
    {
        var page = await _client.GetStringAsync("/traces");

        Assert.Contains("POST /api/checkout", page);
        Assert.Contains("1 error<", page);
    }

    [Theory]
    [InlineData("/traces?hasError=false")]
    [InlineData("/traces?resource=nobody")]
    [InlineData("/traces?minDuration=10s")]
    [InlineData("/traces?filter=http.route:eq:/elsewhere")]
    public async Task Traces_that_do_not_meet_the_conditions_are_not_shown(string address)
    {
        var page = await _client.GetStringAsync(address);

        Assert.Contains("No trace meets the conditions.", page);
    }

    [Fact]
    public async Task A_condition_that_cannot_be_read_is_named()
    {
        var answer = await _client.GetAsync("/traces?minDuration=soon");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("minDuration", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_new_condition_becomes_part_of_the_address()
    {
        var answer = await _client.GetAsync("/traces?filterField=http.route&filterOp=contains&filterValue=%2Fapi");

        Assert.Equal("/traces?filter=http.route:contains:/api", Uri.UnescapeDataString(answer.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task The_selected_span_shows_what_failed_without_running_it()
    {
        var page = await _client.GetStringAsync($"/traces/detail/{Checkout.Trace(7, Start).TraceId}?spanId={11:x16}");

        Assert.Contains(WebUtility.HtmlEncode(Checkout.DeclinedMessage), page);
        Assert.DoesNotContain("<script>alert", page);
    }

    [Fact]
    public async Task A_trace_that_is_not_kept_says_so()
    {
        var answer = await _client.GetAsync($"/traces/detail/{5:x32}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("This trace is not kept", await answer.Content.ReadAsStringAsync());
    }
}
