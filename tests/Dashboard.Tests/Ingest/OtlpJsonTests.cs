using System.Buffers;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Ingest.Json;

namespace OtelShop.Dashboard.Tests.Ingest;

public sealed class OtlpJsonTests
{
    [Fact]
    public void Ids_are_hexadecimal_in_either_case()
    {
        var span = Read<Span>("""{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174"}""");

        Assert.Equal("5b8efff798038103d269b633813fc60c", Convert.ToHexStringLower(span.TraceId.Span));
        Assert.Equal("eee19b7ec3c1b174", Convert.ToHexStringLower(span.SpanId.Span));
    }

    [Theory]
    [InlineData("\"1544712660000000000\"")]
    [InlineData("1544712660000000000")]
    [InlineData("1.54471266e18")]
    public void A_64_bit_number_may_be_a_text_or_a_number(string time) =>
        Assert.Equal(1544712660000000000UL, Read<Span>($$"""{"startTimeUnixNano":{{time}}}""").StartTimeUnixNano);

    [Theory]
    [InlineData("3")]
    [InlineData("\"SPAN_KIND_CLIENT\"")]
    public void An_enum_may_be_a_number_or_its_name(string kind) =>
        Assert.Equal(Span.Types.SpanKind.Client, Read<Span>($$"""{"kind":{{kind}}}""").Kind);

    [Fact]
    public void Names_of_the_proto_file_are_understood_too() =>
        Assert.Equal("a=b", Read<Span>("""{"trace_state":"a=b"}""").TraceState);

    [Fact]
    public void Unknown_fields_are_passed_over() =>
        Assert.Equal("GET", Read<Span>("""{"new":{"deep":[1,{"x":null}]},"name":"GET","other":"x"}""").Name);

    [Fact]
    public void Null_stands_for_absent() =>
        Assert.Equal(new Span { Name = "GET" }, Read<Span>("""{"status":null,"attributes":null,"name":"GET","kind":null}"""));

    [Theory]
    [InlineData("\"NaN\"", double.NaN)]
    [InlineData("\"Infinity\"", double.PositiveInfinity)]
    [InlineData("\"-Infinity\"", double.NegativeInfinity)]
    [InlineData("-2.5e-3", -0.0025)]
    [InlineData("\"1.5\"", 1.5)]
    [InlineData("0", 0)]
    public void A_double_may_be_beyond_numbers(string text, double expected) =>
        Assert.Equal(expected, Read<AnyValue>($$"""{"doubleValue":{{text}}}""").DoubleValue);

    [Theory]
    [InlineData("AP8Q")]
    [InlineData("AP8QIA==")]
    [InlineData("AP8QIA")]
    [InlineData("-_8")]
    public void Bytes_are_base64_of_either_alphabet(string text)
    {
        var padded = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        padded += new string('=', (4 - (padded.Length % 4)) % 4);

        Assert.Equal(Convert.FromBase64String(padded), Read<AnyValue>($$"""{"bytesValue":"{{text}}"}""").BytesValue.ToByteArray());
    }

    [Fact]
    public void Escapes_in_texts_and_names_are_resolved() =>
        Assert.Equal("é\n\"😀", Read<Span>("""{"na\u006de":"\u00e9\n\"\ud83d\ude00"}""").Name);

    [Fact]
    public void What_is_written_is_read_as_the_same_message()
    {
        var data = OtlpSamples.EverythingInMetrics();

        Assert.Equal(data, OtlpJson.Parse<MetricsData>(Encoding.UTF8.GetBytes(Write(data))));
    }

    [Fact]
    public void It_is_written_as_the_specification_says()
    {
        var log = new LogRecord
        {
            TimeUnixNano = ulong.MaxValue, SeverityNumber = SeverityNumber.Error, TraceId = ByteString.CopyFrom([0xab, 1]), Flags = 1,
            Body = new() { BytesValue = ByteString.CopyFrom([0, 255, 16]) }, Attributes = { new KeyValue { Key = "n", Value = new() { IntValue = -5 } } },
        };

        Assert.Equal(
            """{"timeUnixNano":"18446744073709551615","severityNumber":17,"body":{"bytesValue":"AP8Q"},"attributes":[{"key":"n","value":{"intValue":"-5"}}],"flags":1,"traceId":"ab01"}""",
            Write(log));
    }

    [Fact]
    public void Presence_survives_a_default()
    {
        var point = new HistogramDataPoint { Sum = 0, Min = -0.0 };

        Assert.Equal("""{"sum":0,"min":-0}""", Write(point));
        Assert.Equal(point, Read<HistogramDataPoint>(Write(point)));
    }

    private static T Read<T>(string json)
        where T : IMessage<T>, new() => OtlpJson.Parse<T>(Encoding.UTF8.GetBytes(json));

    private static string Write(IMessage message)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text))
            OtlpJson.Write(writer, message);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
