using System.Text;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Ingest.Json;

namespace OtelShop.Dashboard.Tests.Ingest;

public sealed class HostileJsonTests
{
    [Theory]
    [InlineData("", "The request (byte 0)")]
    [InlineData("[]", "The request (byte 0) must be an object.")]
    [InlineData("null", "The request (byte 0) must be an object.")]
    [InlineData("{} {}", "The request (byte 3)")]
    [InlineData("""{"resourceSpans":{}}""", "resourceSpans (byte 17) must be an array.")]
    [InlineData("""{"resourceSpans":[{},{"scopeSpans":[null]}]}""", "resourceSpans[1].scopeSpans[0] (byte 36) must be an object.")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"xy"}]}]}]}""", "resourceSpans[0].scopeSpans[0].spans[0].traceId (byte 54) must be hexadecimal digits")]
    [InlineData("""{"resourceSpans":[],"resource_spans":[]}""", "resourceSpans (byte 20) is given twice.")]
    public void What_is_wrong_is_said_with_its_place(string json, string start) => Assert.StartsWith(start, Refusal<TracesData>(json), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"name":5}""", "name (byte 8) must be a text.")]
    [InlineData("""{"name":"\ud800"}""", "name (byte 8)")]
    [InlineData("""{"kind":"NO_KIND"}""", "kind (byte 8) must be a number or a name of SpanKind.")]
    [InlineData("""{"kind":2147483648}""", "kind (byte 8) must be a whole number from -2147483648 to 2147483647.")]
    [InlineData("""{"flags":-1}""", "flags (byte 9) must be a whole number from 0 to 4294967295.")]
    [InlineData("""{"flags":1.5}""", "flags (byte 9) must be a whole number")]
    [InlineData("""{"startTimeUnixNano":"18446744073709551616"}""", "startTimeUnixNano (byte 21) must be a whole number")]
    [InlineData("""{"startTimeUnixNano":" 1"}""", "startTimeUnixNano (byte 21) must be a whole number")]
    [InlineData("""{"attributes":[{"value":{"doubleValue":1e999}}]}""", "attributes[0].value.doubleValue (byte 39) must be a number.")]
    [InlineData("""{"attributes":[{"value":{"boolValue":"true"}}]}""", "attributes[0].value.boolValue (byte 37) must be true or false.")]
    [InlineData("""{"attributes":[{"value":{"bytesValue":"*"}}]}""", "attributes[0].value.bytesValue (byte 38) is not base64.")]
    [InlineData("""{"attributes":[{"value":{"intValue":1,"stringValue":"x"}}]}""", "attributes[0].value.stringValue (byte 52) is given beside another of which only one can be.")]
    public void A_wrong_value_is_refused(string json, string start) => Assert.StartsWith(start, Refusal<Span>(json), StringComparison.Ordinal);

    [Fact]
    public void Invalid_utf8_is_refused() =>
        Assert.Equal("name (byte 8) is not valid UTF-8.", Refusal<Span>([.. """{"name":"""u8, (byte)'"', 0xc3, 0x28, (byte)'"', (byte)'}']));

    [Fact]
    public void Depth_in_known_fields_is_limited()
    {
        var json = string.Concat(Enumerable.Repeat("""{"arrayValue":{"values":[""", 100_000));

        Assert.EndsWith("… (byte 1250) is more than 100 messages deep.", Refusal<OpenTelemetry.Proto.Common.V1.AnyValue>(json), StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_in_unknown_fields_is_limited() =>
        Assert.Contains("depth", Refusal<Span>($$"""{"x":{{new string('[', 100_000)}}"""), StringComparison.Ordinal);

    [Fact]
    public void What_is_let_through_can_be_read_as_binary()
    {
        const int deepest = 33;
        var json = string.Concat(Enumerable.Repeat("""{"kvlistValue":{"values":[{"value":""", deepest)) + "{}" + string.Concat(Enumerable.Repeat("}]}}", deepest));

        Assert.NotNull(OtlpJson.Parse<OpenTelemetry.Proto.Common.V1.AnyValue>(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Damage_anywhere_is_refused_and_nothing_else_happens()
    {
        var random = new Random(20261121);
        var sample = """{"resourceSpans":[{"resource":{"attributes":[{"key":"a","value":{"intValue":"1"}}]},"scopeSpans":[{"spans":[{"name":"n\u00e9","kind":2,"traceId":"0102"}]}]}]}"""u8.ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = sample.AsSpan(0, random.Next(1, sample.Length + 1)).ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var error = Record.Exception(() => OtlpJson.Parse<TracesData>(damaged));

            Assert.True(error is null or OtlpJsonException, $"Round {round}: {error}");
        }
    }

    private static string Refusal<T>(string json)
        where T : Google.Protobuf.IMessage<T>, new() => Refusal<T>(Encoding.UTF8.GetBytes(json));

    private static string Refusal<T>(byte[] json)
        where T : Google.Protobuf.IMessage<T>, new() => Assert.Throws<OtlpJsonException>(() => OtlpJson.Parse<T>(json)).Message;
}
