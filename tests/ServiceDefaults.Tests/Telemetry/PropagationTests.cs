using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OtelShop.ServiceDefaults.Tests.Telemetry;

public sealed class PropagationTests
{
    private const string Traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public async Task Trace_and_baggage_of_a_caller_go_on_to_the_next_service()
    {
        using var sampled = new SpanRecorder("Microsoft.AspNetCore", "System.Net.Http");
        await using var last = await TestService.StartAsync(map: app => app.MapGet("/", (HttpRequest request) =>
            new[] { request.Headers.TraceParent.ToString(), request.Headers.Baggage.ToString() }));
        await using var first = await TestService.StartAsync(
            map: app => app.MapGet("/", (IHttpClientFactory clients) => clients.CreateClient().GetStringAsync("http://last/")),
            settings: ("services:last:http:0", last.Http.BaseAddress!.ToString()));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "traceparent", Traceparent }, { "baggage", "session.id=abc" } } };
        using var response = await first.Http.SendAsync(request);
        var received = await response.Content.ReadFromJsonAsync<string[]>();

        Assert.Equal(ActivityContext.Parse(Traceparent, null).TraceId, ActivityContext.Parse(received![0], null).TraceId);
        Assert.Equal("session.id=abc", received[1].Replace(" ", ""));
    }
}
