using System.Text.Json.Nodes;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace OtelShop.Testing.Telemetry;

/// <summary>Reads OTLP/JSON, which differs from the JSON form of Protocol Buffers: ids are hexadecimal.</summary>
internal static class OtlpJson
{
    private static readonly string[] Ids = ["traceId", "spanId", "parentSpanId"];
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static ExportTraceServiceRequest ReadTraces(JsonNode? body)
    {
        ReplaceIds(body);
        return Parser.Parse<ExportTraceServiceRequest>(body?.ToJsonString() ?? "{}");
    }

    private static void ReplaceIds(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var element in array) { ReplaceIds(element); }
        }

        if (node is not JsonObject fields) { return; }
        foreach (var id in Ids)
        {
            if (fields[id] is JsonValue value) { fields[id] = Convert.ToBase64String(Convert.FromHexString(value.GetValue<string>())); }
        }

        foreach (var (_, field) in fields) { ReplaceIds(field); }
    }
}
