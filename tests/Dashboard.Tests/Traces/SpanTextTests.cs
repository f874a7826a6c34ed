using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Tests.Telemetry;
using OtelShop.Dashboard.Traces;

namespace OtelShop.Dashboard.Tests.Traces;

public sealed class SpanTextTests
{
    [Theory]
    [InlineData("oteldemo.CartService/GetCart", "CartService/GetCart")]
    [InlineData("flagd.evaluation.v1.Service/EventStream", "Service/EventStream")]
    [InlineData("GET /api/products/1.0", "GET /api/products/1.0")]
    [InlineData("process orders", "process orders")]
    public void Names_of_calls_lose_their_package(string name, string shown) => Assert.Equal(shown, SpanText.ShortName(name));

    [Fact]
    public void A_call_to_a_database_names_it()
    {
        var span = new Span { Kind = Span.Types.SpanKind.Client };
        span.Attributes.Add(TraceSketch.Attribute("db.system.name", "postgresql"));
        span.Attributes.Add(TraceSketch.Attribute("db.namespace", "catalog"));

        Assert.Equal("postgresql catalog", SpanText.Peer(span));
    }

    [Fact]
    public void What_was_called_has_no_peer() =>
        Assert.Null(SpanText.Peer(new Span { Kind = Span.Types.SpanKind.Server, Attributes = { TraceSketch.Attribute("server.address", "cart") } }));
}
