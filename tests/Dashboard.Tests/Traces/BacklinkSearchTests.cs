using OtelShop.Dashboard.Tests.Telemetry;
using OtelShop.Dashboard.Traces;

namespace OtelShop.Dashboard.Tests.Traces;

public sealed class BacklinkSearchTests
{
    private readonly Stores _stores = new();

    [Fact]
    public void A_link_by_a_sender_whose_clock_is_behind_is_found()
    {
        _stores.Traces.Add(new TraceSketch(1, TelemetrySamples.Noon).Span("checkout", "publish", 7, 0, 0, 2).Bytes);
        _stores.Traces.Add(new TraceSketch(2, TelemetrySamples.Noon - 1_000_000_000).Span("accounting", "process", 8, 0, 0, 5, s =>
            s.Links.Add(new OpenTelemetry.Proto.Trace.V1.Span.Types.Link { TraceId = TraceSketch.Bytes16(1), SpanId = TraceSketch.Bytes8(7) })).Bytes);

        var found = new BacklinkSearch(_stores.Traces).To(TelemetrySamples.TraceIdOf(1), TelemetrySamples.SpanIdOf(7), TelemetrySamples.Noon);

        Assert.Equal("process", Assert.Single(found).Name);
    }
}
