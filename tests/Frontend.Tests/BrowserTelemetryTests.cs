using System.Collections.Concurrent;
using OtelShop.Testing.Browser;
using OtelShop.Testing.Services;
using OtelShop.Testing.Telemetry;

namespace OtelShop.Frontend.Tests;

/// <summary>What a real browser reports of the pages, and what it keeps to itself.</summary>
public sealed class BrowserTelemetryTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Browser = "frontend-web";
    private readonly ConcurrentQueue<string> _requests = new();
    private OtlpReceiver _receiver = null!;
    private ShopFixture _shop = null!;
    private Reader _reader = null!;

    private IEnumerable<ReceivedSpan> BrowserSpans => _receiver.Spans.Where(span => span.Service == Browser);

    private IEnumerable<string> Exports => _requests.Where(address => address.Contains("/otlp-http/", StringComparison.Ordinal));

    public async ValueTask InitializeAsync()
    {
        _receiver = await OtlpReceiver.StartAsync();
        await StartAsync(new ShopFixture { Receiver = _receiver });
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _shop.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task The_load_of_a_document_is_part_of_the_servers_trace()
    {
        await _reader.GoAsync("/");
        var load = await SpanAsync("documentLoad");
        var server = await SpanOfServerAsync(load.ParentSpanId);

        Assert.Equal(server.TraceId, load.TraceId);
        Assert.Equal("/", server.Attributes["url.path"]);
    }

    [Fact]
    public async Task Every_span_has_the_session_of_the_page()
    {
        var page = await _reader.GoAsync("/");
        var session = await page.TextContentAsync("[data-cy=session-id]");
        await page.ClickAsync("[data-cy=product-card] a");
        await SpanAsync("navigation");

        Assert.All(BrowserSpans, span => Assert.Equal((session, session), (span.Attributes["session.id"], span.Attributes["enduser.id"])));
    }

    [Fact]
    public async Task An_enhanced_navigation_is_part_of_the_trace_of_the_new_page()
    {
        var page = await _reader.GoAsync("/");
        await SpanAsync("documentLoad");
        await page.ClickAsync("[data-cy=product-card] a");
        var navigation = await SpanAsync("navigation");
        var server = await SpanOfServerAsync(navigation.ParentSpanId);

        Assert.StartsWith("/product/", server.Attributes["url.path"], StringComparison.Ordinal);
        Assert.EndsWith(server.Attributes["url.path"], navigation.Attributes["url.full"], StringComparison.Ordinal);
        Assert.Contains(BrowserSpans, span => span.Name == "click");
    }

    [Fact]
    public async Task A_fetch_hands_trace_and_session_on_to_the_server()
    {
        var page = await _reader.GoAsync("/");
        await SpanAsync("documentLoad");
        await page.EvaluateAsync("fetch('/api/currency').then(response => response.text())");
        await Eventually.HoldsAsync(() => BrowserSpans.Any(span => span.Attributes["url.full"].EndsWith("/api/currency", StringComparison.Ordinal)));
        var fetch = BrowserSpans.Single(span => span.Attributes["url.full"].EndsWith("/api/currency", StringComparison.Ordinal));
        await Eventually.HoldsAsync(() => _receiver.Spans.Any(span => span.Service == "frontend" && span.ParentSpanId == fetch.SpanId));

        var server = _receiver.Spans.Single(span => span.Service == "frontend" && span.ParentSpanId == fetch.SpanId);
        Assert.Equal(fetch.Attributes["session.id"], server.Attributes["session.id"]);
    }

    [Fact]
    public async Task Web_vitals_are_sent_when_the_page_is_left()
    {
        var page = await _reader.GoAsync("/");
        await SpanAsync("documentLoad");
        await page.GotoAsync("about:blank");

        await Eventually.HoldsAsync(() => !((string[])["cls", "fcp", "lcp", "ttfb"]).Except(
            BrowserSpans.Where(span => span.Name == "browser.web_vital").Select(span => span.Attributes["browser.web_vital.name"])).Any());
    }

    [Fact]
    public async Task An_uncaught_error_is_reported()
    {
        var page = await _reader.GoAsync("/");
        await SpanAsync("documentLoad");
        await page.EvaluateAsync("setTimeout(() => { throw new Error('broken lens'); })");

        Assert.True((await SpanAsync("exception")).IsError);
    }

    [Fact]
    public async Task Queries_of_addresses_are_not_sent()
    {
        await _reader.GoAsync("/search?q=secret");
        var load = await SpanAsync("documentLoad");

        Assert.EndsWith("/search", load.Attributes["url.full"], StringComparison.Ordinal);
        Assert.All(BrowserSpans, span => Assert.DoesNotContain('?', span.Attributes["url.full"]));
    }

    [Fact]
    public async Task Browser_and_service_are_described()
    {
        await _reader.GoAsync("/");
        var load = await SpanAsync("documentLoad");

        Assert.Contains("Chrome", load.Resource["user_agent.original"], StringComparison.Ordinal);
        Assert.Equal(("otelshop", "webjs"), (load.Resource["service.namespace"], load.Resource["telemetry.sdk.language"]));
    }

    [Fact]
    public async Task Nothing_is_sent_to_another_origin_and_exports_are_not_traced()
    {
        var page = await _reader.GoAsync("/");
        await SpanAsync("documentLoad");
        await page.GotoAsync("/cart");
        await Eventually.HoldsAsync(() => BrowserSpans.Count(span => span.Name == "documentLoad") == 2);

        Assert.NotEmpty(Exports);
        Assert.All(_requests, address => Assert.StartsWith(_shop.Address.ToString(), address, StringComparison.Ordinal));
        Assert.DoesNotContain(BrowserSpans, span => span.Attributes["url.full"].Contains("/otlp-http/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_who_refuses_tracking_is_not_traced()
    {
        await _reader.Page.AddInitScriptAsync("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })");
        await VisitAsync();

        Assert.Empty(Exports);
    }

    [Fact]
    public async Task The_switch_of_the_frontend_takes_the_script_away()
    {
        await _reader.DisposeAsync();
        await _shop.DisposeAsync();
        await StartAsync(new ShopFixture { Receiver = _receiver, BrowserTelemetry = false });
        await VisitAsync();

        Assert.DoesNotContain(_requests, address => address.Contains("telemetry", StringComparison.Ordinal));
        Assert.Empty(Exports);
    }

    private async Task StartAsync(ShopFixture shop)
    {
        _shop = shop;
        await _shop.InitializeAsync();
        _reader = await chromium.OpenAsync(_shop.Address);
        _reader.Page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    // Leaving a page would send what is left.
    private async Task VisitAsync()
    {
        var page = await _reader.GoAsync("/");
        await page.EvaluateAsync("new Promise(idle => requestIdleCallback(() => requestIdleCallback(idle)))");
        await _reader.GoAsync("/cart");
        await page.EvaluateAsync("fetch('/api/currency').then(response => response.text())");
    }

    private async Task<ReceivedSpan> SpanAsync(string name)
    {
        await Eventually.HoldsAsync(() => BrowserSpans.Any(span => span.Name == name));
        return BrowserSpans.First(span => span.Name == name);
    }

    private async Task<ReceivedSpan> SpanOfServerAsync(string spanId)
    {
        await Eventually.HoldsAsync(() => _receiver.Spans.Any(span => span.SpanId == spanId));
        var server = _receiver.Spans.Single(span => span.SpanId == spanId);
        Assert.Equal("frontend", server.Service);
        return server;
    }
}
