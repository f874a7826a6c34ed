using System.Text.Json;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ofrep;

/// <summary>Writes replies as OFREP's OpenAPI document defines them.</summary>
internal static class OfrepJson
{
    /// <summary>Writes an evaluated flag. Without a value (disabled, no default variant) the caller uses its default.</summary>
    public static void WriteEvaluation(Utf8JsonWriter writer, string key, FlagResolution resolution)
    {
        writer.WriteStartObject();
        writer.WriteString("key", key);
        if (resolution.ErrorCodeName is { } error)
        {
            writer.WriteString("errorCode", error);
            writer.WriteString("errorDetails", resolution.ErrorMessage);
        }
        else
        {
            writer.WriteString("reason", resolution.Reason);
            if (resolution.Value is { } value)
            {
                writer.WriteString("variant", resolution.Variant);
                writer.WritePropertyName("value");
                WriteValue(writer, value.Json);
            }
        }

        WriteMetadata(writer, resolution.Metadata);
        writer.WriteEndObject();
    }

    public static void WriteMetadata(Utf8JsonWriter writer, FlagMetadata metadata)
    {
        if (metadata.Count == 0)
            return;
        writer.WriteStartObject("metadata");
        foreach (var (name, value) in metadata)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value.Json);
        }

        writer.WriteEndObject();
    }

    public static void WriteFailure(Utf8JsonWriter writer, string? key, OfrepFailure failure)
    {
        writer.WriteStartObject();
        if (key is not null)
            writer.WriteString("key", key);
        writer.WriteString("errorCode", failure.Code);
        writer.WriteString("errorDetails", failure.Details);
        writer.WriteEndObject();
    }

    // Numbers are doubles, as over gRPC, so that every protocol gives the same value.
    private static void WriteValue(Utf8JsonWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Number:
                writer.WriteNumberValue(json.GetDouble());
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                    WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in json.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    WriteValue(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }
}
