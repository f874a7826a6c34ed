using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OtelShop.FrontendProxies;
using OtelShop.Testing.Services;

namespace OtelShop.FrontendProxy.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task The_callers_trace_and_baggage_continue_at_the_destination()
    {
        await using var proxy = await RunningProxy.StartAsync();

        var received = await proxy.EchoAsync("/", ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("baggage", "session.id=s1,synthetic_request=true"));

        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", received.Header("traceparent"), StringComparison.Ordinal);
        Assert.DoesNotContain("b7ad6b7169203331", received.Header("traceparent"), StringComparison.Ordinal);
        Assert.Equal(("s1", "true"), (Baggage(received, "session.id"), Baggage(received, "synthetic_request")));
    }

    [Fact]
    public async Task A_request_is_a_server_span_with_a_client_span_below_it()
    {
        await using var proxy = await RunningProxy.StartAsync();
        using var spans = new SpanRecorder();

        await proxy.EchoAsync("/images/a.jpg", ("baggage", "session.id=s1,synthetic_request=true"));

        var server = await spans.RequestAsync("/images/a.jpg");
        var client = await WhenAsync(spans, span => span.Kind == ActivityKind.Client && (string?)span.GetTagItem("url.full") == $"{proxy.Destination.Address}/a.jpg");
        Assert.Equal(("s1", "true", "/images/{**path}"), (server.GetTagItem("session.id"), server.GetTagItem("demo.synthetic_request"), server.GetTagItem("http.route")));
        Assert.Equal("GET", client.GetTagItem("http.request.method"));
    }

    [Fact]
    public async Task The_access_log_has_upstreams_attributes()
    {
        var log = new FakeLogCollector();
        await using var proxy = await StartAsync(log);

        await proxy.EchoAsync("/images/a.jpg?w=400", ("User-Agent", "telescope/1.0"));
        var attributes = await AccessAsync(log);

        var destination = new Uri(proxy.Destination.Address);
        Assert.Equal(
            ("proxy.access", "/images/a.jpg", "w=400", "/images/{**path}", "telescope/1.0", "127.0.0.1", "image-provider", destination.Authority, destination.Host, "200"),
            (attributes["event.name"], attributes["url.path"], attributes["url.query"], attributes["url.template"], attributes["user_agent.original"], attributes["source.address"],
                attributes["upstream.cluster"], attributes["upstream.host"], attributes["destination.address"], attributes["http.response.status_code"]));
        Assert.Equal($"{proxy.Address}images/a.jpg?w=400", attributes["url.full"]);
    }

    [Fact]
    public async Task Probes_are_not_logged()
    {
        var log = new FakeLogCollector();
        await using var proxy = await StartAsync(log);

        using var health = await proxy.GetAsync("/health");
        await proxy.EchoAsync("/cart");

        Assert.Equal("/cart", (await AccessAsync(log))["url.path"]);
        Assert.Single(Access(log));
    }

    [Fact]
    public async Task A_refused_request_is_logged_too()
    {
        var log = new FakeLogCollector();
        await using var proxy = await StartAsync(log);

        using var response = await proxy.GetAsync("/loadgen/");

        Assert.Equal("503", (await AccessAsync(log))["http.response.status_code"]);
    }

    [Theory]
    [InlineData("?t=abc", "?t=REDACTED")]
    [InlineData("?q=red&token=abc&page=2", "?q=red&token=REDACTED&page=2")]
    [InlineData("?Access_Token=abc", "?Access_Token=REDACTED")]
    [InlineData("?acc%65ss_tok%65n=abc", "?acc%65ss_tok%65n=REDACTED")]
    [InlineData("?email=ada@example.com&email=b", "?email=REDACTED&email=REDACTED")]
    [InlineData("?sessionId=1&currencyCode=EUR", "?sessionId=REDACTED&currencyCode=EUR")]
    [InlineData("?address=%7B%22city%22%3A%22Bern%22%7D&page=2", "?address=REDACTED&page=2")]
    [InlineData("?q=token", "?q=token")]
    [InlineData("?token", "?token")]
    [InlineData("?&&t=1&", "?&&t=REDACTED&")]
    [InlineData("?", "?")]
    [InlineData("", "")]
    public void Secrets_in_queries_are_redacted(string query, string redacted) => Assert.Equal(redacted, QueryRedaction.Redact(query));

    private static Task<RunningProxy> StartAsync(FakeLogCollector log) => RunningProxy.StartAsync(null, services => services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(log))));

    private static IEnumerable<FakeLogRecord> Access(FakeLogCollector log) => log.GetSnapshot().Where(record => record.Id.Name == "proxy.access");

    private static async Task<Dictionary<string, string?>> AccessAsync(FakeLogCollector log)
    {
        await Eventually.HoldsAsync(() => Access(log).Any());
        return Access(log).First().StructuredState!.ToDictionary(attribute => attribute.Key, attribute => attribute.Value);
    }

    private static string? Baggage(Echo received, string name) =>
        received.Header("baggage")?.Split(',').Select(item => item.Trim().Split('=', 2, StringSplitOptions.TrimEntries)).FirstOrDefault(item => item[0] == name)?[1];

    private static async Task<Activity> WhenAsync(SpanRecorder spans, Func<Activity, bool> matches)
    {
        await Eventually.HoldsAsync(() => spans.Finished.Any(matches));
        return spans.Finished.First(matches);
    }
}
