using System.Collections;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace OtelShop.Dashboard.Ingest.Json;

internal static class OtlpJsonWriter
{
    public static void Write(Utf8JsonWriter writer, IMessage message, JsonMessage type)
    {
        writer.WriteStartObject();
        foreach (var field in type.Fields)
        {
            var accessor = field.Descriptor.Accessor;
            if (field.Descriptor.IsRepeated)
                WriteArray(writer, (IList)accessor.GetValue(message), field);
            else if (field.Descriptor.HasPresence)
                WritePresent(writer, message, field);
            else
                WriteUnlessDefault(writer, accessor.GetValue(message), field);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, IList values, JsonField field)
    {
        if (values.Count == 0)
            return;
        writer.WriteStartArray(field.Name);
        foreach (var value in values)
            WriteValue(writer, value, field);
        writer.WriteEndArray();
    }

    private static void WritePresent(Utf8JsonWriter writer, IMessage message, JsonField field)
    {
        if (!field.Descriptor.Accessor.HasValue(message))
            return;
        writer.WritePropertyName(field.Name);
        WriteValue(writer, field.Descriptor.Accessor.GetValue(message), field);
    }

    private static void WriteUnlessDefault(Utf8JsonWriter writer, object value, JsonField field)
    {
        var isDefault = value switch
        {
            string text => text.Length == 0,
            ByteString bytes => bytes.IsEmpty,
            bool flag => !flag,
            // Minus zero is a value of its own.
            double number => BitConverter.DoubleToInt64Bits(number) == 0,
            _ => Convert.ToDecimal(value, CultureInfo.InvariantCulture) == 0,
        };
        if (isDefault)
            return;
        writer.WritePropertyName(field.Name);
        WriteValue(writer, value, field);
    }

    private static void WriteValue(Utf8JsonWriter writer, object value, JsonField field)
    {
        switch (value)
        {
            case IMessage message:
                Write(writer, message, field.Message);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case ByteString bytes when field.IsHexadecimal:
                writer.WriteStringValue(Convert.ToHexStringLower(bytes.Span));
                break;
            case ByteString bytes:
                writer.WriteBase64StringValue(bytes.Span);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                break;
            case long or ulong:
                // A number of JavaScript has 53 bits.
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            default:
                // Convert would take an enum for its name.
                writer.WriteNumberValue(field.Type == FieldType.Enum ? (int)value : Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
