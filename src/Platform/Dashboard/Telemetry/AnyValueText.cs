using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenTelemetry.Proto.Common.V1;
using static OpenTelemetry.Proto.Common.V1.AnyValue;

namespace OtelShop.Dashboard.Telemetry;

/// <summary>A value as text: lists and maps as JSON, bytes as base 64. It is not encoded for HTML.</summary>
internal static class AnyValueText
{
    /// <summary>Empty where there is no value.</summary>
    public static string Of(AnyValue? value) => value?.ValueCase switch
    {
        ValueOneofCase.StringValue => value.StringValue,
        ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        ValueOneofCase.BytesValue => value.BytesValue.ToBase64(),
        ValueOneofCase.ArrayValue or ValueOneofCase.KvlistValue => Json(value),
        _ => "",
    };

    private static string Json(AnyValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // Read by people: letters of every alphabet stay as they are.
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };
        using (var writer = new Utf8JsonWriter(buffer, options))
            Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, AnyValue? value)
    {
        switch (value?.ValueCase)
        {
            case ValueOneofCase.BoolValue:
                writer.WriteBooleanValue(value.BoolValue);
                break;
            case ValueOneofCase.IntValue:
                writer.WriteNumberValue(value.IntValue);
                break;
            case ValueOneofCase.DoubleValue when double.IsFinite(value.DoubleValue):
                writer.WriteNumberValue(value.DoubleValue);
                break;
            case ValueOneofCase.ArrayValue:
                writer.WriteStartArray();
                foreach (var item in value.ArrayValue.Values)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case ValueOneofCase.KvlistValue:
                writer.WriteStartObject();
                foreach (var pair in value.KvlistValue.Values)
                {
                    writer.WritePropertyName(pair.Key);
                    Write(writer, pair.Value);
                }

                writer.WriteEndObject();
                break;
            case null or ValueOneofCase.None:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(Of(value));
                break;
        }
    }
}
