using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Telemetry.Wire;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Telemetry;

public sealed class HostileTelemetryTests
{
    private readonly Stores _stores = new(new() { MaxAttributeCount = 3, MaxAttributeLength = 10, MaxSpanEventCount = 2 });

    [Fact]
    public void More_attributes_than_are_kept_are_dropped_and_counted()
    {
        var span = Added(Span(1, 1, attributes: Enumerable.Range(0, 5).Select(n => Attribute($"key{n}", n))));

        Assert.Equal(["key0", "key1", "key2"], span.Attributes.Select(a => a.Key));
        Assert.Equal(2u, span.DroppedAttributesCount);
    }

    [Fact]
    public void More_events_than_are_kept_are_dropped_and_counted()
    {
        var sent = Span(1, 1);
        sent.Events.Add(Enumerable.Range(0, 5).Select(n => new Span.Types.Event { Name = $"{n}" }));
        var span = Added(sent);

        Assert.Equal((2, 3u), (span.Events.Count, span.DroppedEventsCount));
    }

    [Theory]
    [InlineData("0123456789", "0123456789")]
    [InlineData("0123456789a", "0123456789")]
    [InlineData("012345678😀x", "012345678")]
    [InlineData("ÄÖÜäöüßÄÖÜÄ", "ÄÖÜäöüßÄÖÜ")]
    public void A_long_text_is_cut_between_two_characters(string sent, string kept)
    {
        var span = Added(Span(1, 1, name: sent, attributes: Attribute("a", sent)));

        Assert.Equal((kept, kept), (span.Name, span.Attributes[0].Value.StringValue));
    }

    [Fact]
    public void Texts_within_lists_and_the_message_of_a_status_are_cut_too()
    {
        var nested = new AnyValue { ArrayValue = new() { Values = { new AnyValue { StringValue = new('x', 11) }, new AnyValue { BytesValue = ByteString.CopyFrom(new byte[11]) } } } };
        var sent = Span(1, 1, isError: true, attributes: new KeyValue { Key = "list", Value = nested });
        var span = Added(sent);
        var values = span.Attributes[0].Value.ArrayValue.Values;

        Assert.Equal((10, 10, 10), (values[0].StringValue.Length, values[1].BytesValue.Length, span.Status.Message.Length));
    }

    [Fact]
    public void Text_that_is_no_UTF_8_is_shown_with_marks_in_its_place()
    {
        var request = Request("cart", Span(1, 1, name: "abc"));
        request[request.AsSpan().IndexOf("abc"u8) + 1] = 0xFF;
        _stores.Traces.Add(request);

        Assert.Equal("a\uFFFDc", Assert.Single(_stores.Traces.Read(TraceIdOf(1))).Entry.Name);
    }

    [Fact]
    public void A_megabyte_is_cut_to_what_is_kept()
    {
        _stores.Logs.Add(LogRequest("cart", Log(new string('x', 1024 * 1024))));

        Assert.Equal(10, _stores.Logs.Find(new()).Items[0].Record.Body.StringValue.Length);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(2000, false)]
    public void Values_may_be_nested_only_so_deep(int depth, bool isKept)
    {
        byte[] value = [];
        for (var level = 0; level < depth; level++)
            value = [.. Field(5, Field(1, value))];
        var span = Span(1, 1);
        byte[] request = Wrapped([.. span.ToByteArray(), .. Field(9, Field(2, value))]);

        Assert.Equal(!isKept, Record.Exception(() => _stores.Traces.Add(request)) is InvalidProtocolBufferException);
        Assert.Equal(isKept ? 1 : 0, _stores.Traces.Read(TraceIdOf(1)).Count);
    }

    [Fact]
    public void Of_a_request_with_one_malformed_span_nothing_is_kept()
    {
        byte[] request = [.. Request("cart", Span(1, 1)), .. Wrapped([0x4A, 0x7F])];

        Assert.Throws<InvalidProtocolBufferException>(() => _stores.Traces.Add(request));
        Assert.Equal((0, 0, 0L), (_stores.Resources.All.Count, _stores.Traces.Find(new()).Total, _stores.Budget.Used));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_is_damaged_on_the_way_is_refused_whole_or_can_be_read(int seed)
    {
        var random = new Random(seed);
        var request = Request("checkout", Enumerable.Range(1, 20).Select(id => Span(id, id, isError: true, attributes: [Attribute("demo.order.id", id), Attribute("demo.user", "Ünal")])));
        for (var n = 0; n < 200; n++)
        {
            var damaged = Damage(request, random);
            var before = _stores.Traces.FindSpans(new()).Total;
            if (Record.Exception(() => _stores.Traces.Add(damaged)) is { } refused)
                Assert.True(refused is InvalidProtocolBufferException && before == _stores.Traces.FindSpans(new()).Total, $"{refused}");
        }

        Assert.All(_stores.Traces.Find(new()).Items, t => Assert.Equal(t.SpanCount, _stores.Traces.Read(t.TraceId).Count));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Fact]
    public void What_the_reader_accepts_the_parser_of_protobuf_accepts()
    {
        var random = new Random(7);
        var checker = new RequestChecker(new());
        for (var n = 0; n < 20_000; n++)
        {
            var bytes = new byte[random.Next(1, 12)];
            random.NextBytes(bytes);
            if (Record.Exception(() => checker.Check(Wrapped(bytes), WireMessage.Span)) is null)
                Assert.Null(Record.Exception(() => TracesData.Parser.ParseFrom(Wrapped(bytes))));
        }
    }

    private static byte[] Damage(byte[] request, Random random)
    {
        var damaged = request.ToArray();
        for (var flips = random.Next(1, 6); flips > 0; flips--)
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
        return random.Next(4) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
    }

    private static byte[] Wrapped(byte[] span) => Field(1, Field(2, Field(2, span)));

    private static byte[] Field(int field, byte[] content) => new WireWriter().Add(field, content).Written.ToArray();

    private Span Added(Span span)
    {
        _stores.Traces.Add(Request("cart", span));
        return Assert.Single(_stores.Traces.Read(TraceIdOf(1))).Span;
    }
}
