using System.Net;
using OtelShop.ServiceMap.Spans;

namespace OtelShop.ServiceMap.Tests;

public sealed class PageTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private DashboardStub _dashboard = default!;
    private RunningMap _map = default!;

    public async ValueTask InitializeAsync()
    {
        _dashboard = await DashboardStub.StartAsync();
        _map = await RunningMap.StartAsync(_dashboard.Address);
        var end = TimeProvider.System.GetUtcNow();
        var id = 0UL;
        foreach (var second in Enumerable.Range(1, 60).Reverse())
        {
            foreach (var (from, to) in Shop.Edges)
                Add(from, to, end - TimeSpan.FromSeconds(second), ref id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _map.DisposeAsync();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task The_map_is_complete_without_script()
    {
        var page = await _map.Client.GetStringAsync("/?window=1m");

        Assert.Matches("frontend calls checkout: (1/s|[56][0-9]/min), 0 % errors", page);
        Assert.Contains("aria-label=\"Legend\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_has_a_page_with_its_callers_its_calls_and_its_traces()
    {
        var page = await _map.Client.GetStringAsync("/node?id=service:checkout");

        Assert.Contains("Called by", page, StringComparison.Ordinal);
        Assert.Contains($"{_dashboard.Address}traces/resource/checkout", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/node?id=service:nothing")]
    [InlineData("/nowhere")]
    public async Task What_is_not_there_is_answered_with_404_and_a_page(string path)
    {
        using var answer = await _map.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Probes_are_answered(string path) => Assert.Equal("Healthy", await _map.Client.GetStringAsync(path));

    [Fact]
    public async Task Pages_forbid_what_they_do_not_need()
    {
        using var answer = await _map.Client.GetAsync("/signals");

        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "service-map")]
    [InlineData("/signals", "service-map-signals")]
    [InlineData("/node?id=service:checkout", "service-map-node")]
    public async Task A_page_fits_every_device(string path, string picture) =>
        Assert.Null(await chromium.FaultAsync(_map.Address, path, picture));

    [Fact]
    public async Task An_open_page_shows_new_calls_and_keeps_the_focus()
    {
        await using var reader = await chromium.OpenAsync(_map.Address);
        var page = await reader.GoAsync("/signals");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "checkout" }).FocusAsync();

        var id = 900_000UL;
        Add("frontend", "newcomer", TimeProvider.System.GetUtcNow(), ref id);

        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "newcomer" }).WaitForAsync();
        Assert.Equal("checkout", await page.EvaluateAsync<string>("document.activeElement.textContent"));
    }

    private void Add(string from, string to, DateTimeOffset end, ref ulong id)
    {
        var (client, server) = (++id, ++id);
        SpanSketch[] spans = (from.Split(':'), to.Split(':')) switch
        {
            (["kafka", var topic], [var service]) => [new(service, "process", SpanKind.Consumer, server) { Attributes = $"messaging.system=kafka;messaging.destination.name={topic}" }],
            ([var service], ["kafka", var topic]) => [new(service, "send", SpanKind.Producer, client) { Attributes = $"messaging.system=kafka;messaging.destination.name={topic}" }],
            ([var service], ["db", var database]) => [new(service, "query", SpanKind.Client, client) { Attributes = $"db.system.name=postgresql;db.namespace={database}" }],
            ([var service], ["redis"]) => [new(service, "HGETALL", SpanKind.Client, client) { Attributes = "db.system.name=redis" }],
            _ => [new(from, "call", SpanKind.Client, client), new(to, "call", SpanKind.Server, server, client)],
        };
        foreach (var call in spans.SelectMany(span => (span with { End = end }).Read()))
            _map.Traffic.Add(call);
    }
}
