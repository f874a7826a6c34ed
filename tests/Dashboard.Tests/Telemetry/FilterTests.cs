using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Telemetry.Filters;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Telemetry;

public sealed class FilterTests
{
    private readonly Stores _stores = new();

    public FilterTests()
    {
        var span = Span(1, 2, name: "PlaceOrder", start: 0, end: 250, isError: true, attributes:
        [
            Attribute("demo.user.currency", "EUR"),
            Attribute("http.response.status_code", 503),
            Attribute("port.text", "8080"),
            new KeyValue { Key = "ratio", Value = new() { DoubleValue = 0.5 } },
            new KeyValue { Key = "cached", Value = new() { BoolValue = true } },
            new KeyValue { Key = "skus", Value = new() { ArrayValue = new() { Values = { new AnyValue { StringValue = "OLJ" }, new AnyValue { IntValue = 7 } } } } },
            new KeyValue { Key = "raw", Value = new() { BytesValue = ByteString.CopyFrom(1, 2, 3) } },
            new KeyValue { Key = "big", Value = new() { IntValue = long.MaxValue } },
            new KeyValue { Key = "none" },
        ]);
        span.Events.Add(new Span.Types.Event { Name = "exception" });
        var resource = Service("checkout", "pod-1");
        resource.Attributes.Add(Attribute("host.name", "shop-1"));
        _stores.Traces.Add(Request(resource, span));
        _stores.Logs.Add(LogRequest("cart", Log("Cart emptied", SeverityNumber.Warn, trace: 1, attributes: Attribute("user.id", 7)), new LogRecord { EventName = "order.placed" }));
    }

    [Theory]
    [InlineData("demo.user.currency:eq:eur")]
    [InlineData("demo.user.currency:ne:USD")]
    [InlineData("demo.user.currency:contains:U")]
    [InlineData("demo.user.currency:ncontains:SD")]
    [InlineData("demo.user.currency:gt:DKK")]
    [InlineData("http.response.status_code:eq:503")]
    [InlineData("http.response.status_code:eq:503.0")]
    [InlineData("http.response.status_code:gte:500")]
    [InlineData("http.response.status_code:lt:1000")]
    [InlineData("http.response.status_code:contains:50")]
    [InlineData("http.response.status_code:ne:abc")]
    [InlineData("port.text:gt:900")]
    [InlineData("ratio:lte:0.5")]
    [InlineData("ratio:eq:.5")]
    [InlineData("cached:eq:true")]
    [InlineData("skus:contains:\"OLJ\"")]
    [InlineData("raw:eq:AQID")]
    [InlineData("big:eq:9223372036854775807")]
    [InlineData("none:exists")]
    [InlineData("absent:nexists")]
    [InlineData("absent:ne:x")]
    [InlineData("absent:ncontains:x")]
    [InlineData("host.name:eq:shop-1")]
    [InlineData("service.instance.id:exists")]
    [InlineData("Name:contains:order")]
    [InlineData("Kind:eq:server")]
    [InlineData("Status:eq:Error")]
    [InlineData("Message:contains:declined")]
    [InlineData("EventName:eq:exception")]
    [InlineData("Category:eq:Shop.Tests")]
    [InlineData("Resource:eq:checkout")]
    [InlineData("TraceId:eq:00000000000000000000000000000001")]
    [InlineData("SpanId:contains:2")]
    [InlineData("Duration:gte:250")]
    public void A_span_meets(string filter) => Assert.Equal(1, SpansWith(filter));

    [Theory]
    [InlineData("demo.user.currency:eq:EU")]
    [InlineData("demo.user.currency:nexists")]
    [InlineData("http.response.status_code:eq:50")]
    [InlineData("http.response.status_code:gt:503")]
    [InlineData("http.response.status_code:ne:503")]
    [InlineData("big:eq:9223372036854775806")]
    [InlineData("absent:eq:x")]
    [InlineData("absent:lt:5")]
    [InlineData("absent:exists")]
    [InlineData("host.name:ne:shop-1")]
    [InlineData("EventName:ne:exception")]
    [InlineData("Status:ne:error")]
    [InlineData("Duration:lt:250")]
    [InlineData("Level:eq:warn")]
    public void A_span_does_not_meet(string filter) => Assert.Equal(0, SpansWith(filter));

    [Theory]
    [InlineData("Level:eq:warn", 1)]
    [InlineData("Level:eq:Warning", 1)]
    [InlineData("Level:ne:Warning", 1)]
    [InlineData("Level:gte:info", 1)]
    [InlineData("Level:lt:info", 1)]
    [InlineData("Message:contains:EMPTIED", 1)]
    [InlineData("Message:ncontains:emptied", 1)]
    [InlineData("EventName:eq:order.placed", 1)]
    [InlineData("EventName:nexists", 1)]
    [InlineData("TraceId:exists", 1)]
    [InlineData("Category:contains:shop", 2)]
    [InlineData("Resource:eq:cart", 2)]
    [InlineData("user.id:gt:6", 1)]
    [InlineData("service.name:eq:cart", 2)]
    [InlineData("Duration:gt:0", 0)]
    public void Log_records_that_meet(string filter, int expected) => Assert.Equal(expected, _stores.Logs.Find(new() { Filters = [FieldFilter.Parse(filter)] }).Matched);

    [Fact]
    public void All_conditions_on_spans_have_to_hold_for_the_same_span()
    {
        _stores.Traces.Add(Request("cart", Span(2, 1, attributes: Attribute("a", "1")), Span(2, 2, attributes: Attribute("b", "1"))));

        Assert.Equal(0, _stores.Traces.Find(new() { Filters = [FieldFilter.Parse("a:eq:1"), FieldFilter.Parse("b:eq:1")] }).Matched);
        Assert.Equal(1, _stores.Traces.Find(new() { Filters = [FieldFilter.Parse("a:eq:1"), FieldFilter.Parse("b:nexists")] }).Matched);
    }

    [Theory]
    [InlineData("placeorder", 1)]
    [InlineData("0000000000000000", 1)]
    [InlineData("AddItem", 0)]
    public void Traces_are_found_by_text(string text, int expected) => Assert.Equal(expected, _stores.Traces.Find(new() { Text = text }).Matched);

    [Fact]
    public void Traces_are_found_by_how_long_they_took_and_when()
    {
        Assert.Equal(1, _stores.Traces.Find(new() { MinDuration = TimeSpan.FromMilliseconds(250), MaxDuration = TimeSpan.FromMilliseconds(250), From = Noon, Until = Noon }).Matched);
        Assert.Equal(0, _stores.Traces.Find(new() { MinDuration = TimeSpan.FromMilliseconds(251) }).Matched);
        Assert.Equal(0, _stores.Traces.Find(new() { Until = Noon - 1 }).Matched);
    }

    private int SpansWith(string filter) => _stores.Traces.FindSpans(new() { Filters = [FieldFilter.Parse(filter)] }).Matched;
}
