using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Interop.Tests;

public sealed class NodeSdkTests : IAsyncLifetime
{
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public Task DisposeAsync() => _receiver.DisposeAsync().AsTask();

    [Theory]
    [InlineData("grpc", "none")]
    [InlineData("grpc", "gzip")]
    [InlineData("proto", "none")]
    [InlineData("proto", "gzip")]
    [InlineData("http", "none")]
    [InlineData("http", "gzip")]
    public async Task What_it_sends_is_kept(string protocol, string compression)
    {
        var report = await NodeSender.SendAsync(protocol, _receiver, compression);

        Assert.Empty(report.Complaints);
        AssertTrace(report.TraceId, protocol);
        var log = Assert.Single(_receiver.Logs.Find(new()).Items);
        Assert.Equal(("card declined ✗", SeverityNumber.Warn, report.TraceId), (log.Record.Body.StringValue, log.Entry.Severity, log.Entry.TraceId.ToString()));
        Assert.Equal(["order.value", "orders", "stock"], _receiver.Metrics.Instruments("node-shop").Select(instrument => instrument.Identity.Name).Order());
    }

    [Theory]
    [InlineData("grpc", "Send the API key in x-otlp-api-key.")]
    [InlineData("proto", "Unauthorized")]
    [InlineData("http", "Unauthorized")]
    public async Task With_a_wrong_key_it_is_told_and_nothing_kept(string protocol, string complaint)
    {
        var report = await NodeSender.SendAsync(protocol, _receiver, key: "wrong");

        Assert.Contains(report.Complaints, words => words.Contains(complaint, StringComparison.Ordinal));
        Assert.Empty(_receiver.Traces.Find(new()).Items);
        Assert.Empty(_receiver.Logs.Find(new()).Items);
        Assert.Empty(_receiver.Metrics.Instruments("node-shop"));
    }

    private void AssertTrace(string traceId, string instance)
    {
        Assert.True(TraceId.TryParse(traceId, out var id));
        // Node counts milliseconds: both may start in the same.
        var spans = _receiver.Traces.Read(id).OrderByDescending(span => span.Entry.IsRoot).ToList();

        Assert.Equal(["POST /checkout", "charge"], spans.Select(span => span.Entry.Name));
        Assert.All(spans, span => Assert.Equal(("node-shop", instance), (span.Entry.Resource.ServiceName, span.Entry.Resource.InstanceId)));
        Assert.Equal(spans[0].Entry.SpanId, spans[1].Entry.ParentId);
        Assert.True(spans[1].Entry.IsError);
        AssertDetails(spans[0].Span, spans[1].Span);
    }

    private static void AssertDetails(Span root, Span child)
    {
        var attributes = root.Attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value);

        Assert.Equal(3, attributes["cart.items"].IntValue);
        Assert.Equal(["a", "ü"], attributes["cart.tags"].ArrayValue.Values.Select(tag => tag.StringValue));
        Assert.True(attributes["cart.gift"].BoolValue);
        Assert.Equal(1.5, attributes["cart.weight"].DoubleValue);
        Assert.Equal("declined", Assert.Single(child.Events).Name);
        Assert.Equal(root.SpanId, Assert.Single(child.Links).SpanId);
    }
}
