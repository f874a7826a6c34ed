using System.Text.Json;
using Google.Protobuf;

namespace OtelShop.Dashboard.Ingest.Json;

/// <summary>
/// The JSON of OTLP: that of Protocol Buffers, but ids of traces and spans are hexadecimal and enums are numbers. Unknown fields are passed over.
/// Strict where Protocol Buffers' own parser is: a field given twice, or two members of a choice, are refused.
/// </summary>
internal static class OtlpJson
{
    /// <exception cref="OtlpJsonException">It is no JSON of that message.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> json)
        where T : IMessage<T>, new()
    {
        using var bytes = ToProtobuf<T>(json);
        var message = new T();
        message.MergeFrom(bytes.Span);
        return message;
    }

    /// <summary>The same message in the binary encoding, as the stores take it. Whoever asked for it disposes it.</summary>
    /// <exception cref="OtlpJsonException">It is no JSON of that message.</exception>
    public static PooledBytes ToProtobuf<T>(ReadOnlySpan<byte> json)
        where T : IMessage<T>, new()
    {
        var bytes = new PooledBytes(json.Length);
        try
        {
            new OtlpJsonReader(bytes).Read(json, JsonMessage.Of(new T().Descriptor));
            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>Writes a message as one JSON object. Fields at their defaults are left out.</summary>
    public static void Write(Utf8JsonWriter writer, IMessage message) => OtlpJsonWriter.Write(writer, message, JsonMessage.Of(message.Descriptor));
}
