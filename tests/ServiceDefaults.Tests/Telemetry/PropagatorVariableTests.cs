using System.Diagnostics;
using System.Net.Http.Json;
using Confluent.Kafka;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OtelShop.ServiceDefaults.Kafka;

namespace OtelShop.ServiceDefaults.Tests.Telemetry;

/// <summary>Tests beside which no other runs: they change or measure the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessCollection
{
    public const string Name = "process";
}

[Collection(ProcessCollection.Name)]
public sealed class PropagatorVariableTests : IDisposable
{
    private const string Traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    public void Dispose()
    {
        DistributedContextPropagator.Current = DistributedContextPropagator.CreateDefaultPropagator();
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
    }

    [Theory]
    [InlineData("", true, true)]
    [InlineData("tracecontext,baggage", true, true)]
    [InlineData("tracecontext", true, false)]
    [InlineData("baggage", false, true)]
    [InlineData("none", false, false)]
    public async Task A_request_passes_on_what_the_variable_names(string propagators, bool trace, bool baggage)
    {
        using var sampled = new SpanRecorder("Microsoft.AspNetCore", "System.Net.Http");
        await using var last = await TestService.StartAsync(null, app => app.MapGet("/", (HttpRequest request) =>
            new[] { request.Headers.TraceParent.ToString(), request.Headers.Baggage.ToString() }), ("OTEL_PROPAGATORS", propagators));
        await using var first = await TestService.StartAsync(
            null, app => app.MapGet("/", (IHttpClientFactory clients) => clients.CreateClient().GetStringAsync("http://last/")),
            ("services:last:http:0", last.Http.BaseAddress!.ToString()), ("OTEL_PROPAGATORS", propagators));
        // The client of the test propagates nothing by itself.
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = first.Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "traceparent", Traceparent }, { "baggage", "session.id=abc" } } };
        using var response = await client.SendAsync(request);
        var received = (await response.Content.ReadFromJsonAsync<string[]>())!;

        Assert.Equal((trace, baggage), (received[0].Contains("0af7651916cd43dd8448eb211c80319c", StringComparison.Ordinal), received[1].Contains("session.id", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("tracecontext", "traceparent")]
    [InlineData("baggage", "baggage")]
    [InlineData("none", "")]
    public async Task A_message_carries_what_the_variable_names(string propagators, string header)
    {
        await using var service = await TestService.StartAsync(null, null, ("OTEL_PROPAGATORS", propagators));
        using var span = new Activity("order").SetBaggage("session.id", "abc").Start();
        var headers = new Headers();

        KafkaPropagation.Inject(span, headers);

        Assert.Equal(header, string.Join(',', headers.Select(found => found.Key)));
    }

    [Fact]
    public async Task An_unknown_propagator_is_an_error_with_the_known_ones()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestService.StartAsync(null, null, ("OTEL_PROPAGATORS", "b3")));

        Assert.Equal("OTEL_PROPAGATORS names 'b3': the propagators are tracecontext, baggage and none.", error.Message);
    }
}
