using System.Net;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Telemetry;

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
    public async Task A_span_names_those_that_link_to_it()
    {
        _dashboard.Get<TraceStore>().Add(new TraceSketch(99, Start - 1_000_000_000).Span("load", "warm up", 1, 0, 0, 5).Bytes);

        var page = await _client.GetStringAsync($"/traces/detail/{99:x32}?spanId={1:x16}");

        Assert.Contains("Linked from", page);
        Assert.Contains($"/traces/detail/{Checkout.Trace(7, Start).TraceId}?spanId={3:x16}", page);
    }

    [Fact]
    public async Task A_link_to_a_span_of_the_same_id_in_another_trace_is_no_backlink()
    {
        _dashboard.Get<TraceStore>().Add(new TraceSketch(98, Start - 1_000_000_000).Span("load", "warm up", 1, 0, 0, 5).Bytes);

        var page = await _client.GetStringAsync($"/traces/detail/{98:x32}?spanId={1:x16}");

        Assert.DoesNotContain("Linked from", page);
    }

    [Fact]
    public async Task A_thousand_spans_make_a_page_of_less_than_a_megabyte()
    {
        _dashboard.Get<TraceStore>().Add(Wide(1000).Bytes);

        var page = await _client.GetStringAsync($"/traces/detail/{Wide(1).TraceId}");

        Assert.InRange(page.Length, 200_000, 1_000_000);
        Assert.Contains("data-minimap", page);
    }

    [Fact]
    public async Task A_trace_of_more_spans_than_fit_a_page_opens_where_the_selected_span_is()
    {
        _dashboard.Get<TraceStore>().Add(Wide(4500).Bytes);

        var page = await _client.GetStringAsync($"/traces/detail/{Wide(1).TraceId}?spanId={3000:x16}");

        Assert.Contains($"id=\"s{3000:x16}\"", page);
        Assert.Contains("2001–4000 of 4500 spans", WebUtility.HtmlDecode(page));
    }

    [Fact]
    public async Task Keys_that_are_there_are_suggested()
    {
        var page = await _client.GetStringAsync("/traces");

        Assert.Contains("<option value=\"db.system.name\">", page);
    }

    [Fact]
    public async Task A_part_of_time_can_be_asked_for_and_given_up()
    {
        var page = await _client.GetStringAsync($"/traces?from={Start - 1}&until={Start + 1}&resource=cart");

        Assert.Contains("1 of 1 traces", page);
        Assert.Contains("href=\"/traces?resource=cart\"", page);
    }

    [Fact]
    public async Task A_trace_that_is_not_kept_says_so()
    {
        var answer = await _client.GetAsync($"/traces/detail/{5:x32}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("This trace is not kept", await answer.Content.ReadAsStringAsync());
    }

    private static TraceSketch Wide(int spans)
    {
        var sketch = new TraceSketch(11, Start).Span("frontend", "GET /", 1, 0, 0, spans + 1);
        for (var i = 2; i <= spans; i++)
            sketch.Span(i % 2 == 0 ? "cart" : "product-catalog", "oteldemo.ProductCatalogService/GetProduct", (ulong)i, i % 10 == 0 ? 1 : (ulong)(i / 10 * 10 + (i < 10 ? 1 : 0)), i, i + 0.9);
        return sketch;
    }
}
