using System.Buffers;
using System.Text.Json;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Google.Protobuf;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Ingest;

/// <summary>What a sender is told when its request was taken: nothing, or how much of it was not kept and why.</summary>
internal static class OtlpReply
{
    /// <summary>The replies of all signals are the same in the binary encoding.</summary>
    public static byte[] ToProtobuf(IngestResult result) => IsComplete(result) ? [] : new ExportTraceServiceResponse
    {
        PartialSuccess = new() { RejectedSpans = result.Rejected, ErrorMessage = result.Message ?? "" },
    }.ToByteArray();

    public static ReadOnlyMemory<byte> ToJson(OtlpSignal signal, IngestResult result)
    {
        var text = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(text);
        json.WriteStartObject();
        if (!IsComplete(result))
        {
            json.WriteStartObject("partialSuccess");
            json.WriteString(signal.RejectedField, result.Rejected.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("errorMessage", result.Message);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return text.WrittenMemory;
    }

    private static bool IsComplete(IngestResult result) => result.Rejected == 0 && string.IsNullOrEmpty(result.Message);
}
