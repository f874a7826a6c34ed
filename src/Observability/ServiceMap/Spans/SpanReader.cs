using System.Buffers;
using System.Text.Json;

namespace OtelShop.ServiceMap.Spans;

/// <summary>Reads the calls out of a line of OTLP JSON. Not for several threads.</summary>
internal sealed class SpanReader(ServiceMapOptions options)
{
    private const int MaxLength = 200;
    private readonly SpanAttributes _attributes = new();
    private readonly PeerReader _peers = new(options.Names);

    /// <summary>Adds the calls of a line.</summary>
    /// <returns>False when the line is no OTLP document, or one of its spans has no identity, service or time.</returns>
    public bool TryRead(ReadOnlySequence<byte> line, ICollection<SpanRecord> calls)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.Find("resourceSpans") is not { ValueKind: JsonValueKind.Array } resources)
                return false;
            var isWhole = true;
            foreach (var resource in resources.EnumerateArray())
                isWhole &= ReadResource(resource, calls);
            return isWhole;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool ReadResource(JsonElement resource, ICollection<SpanRecord> calls)
    {
        string? service = null, instance = null;
        foreach (var attribute in resource.Find("resource")?.Items("attributes") ?? [])
        {
            if (attribute.Text("key") is "service.name")
                service = attribute.AnyValue("value");
            else if (attribute.Text("key") is "service.instance.id")
                instance = attribute.AnyValue("value");
        }

        if (string.IsNullOrEmpty(service))
            return false;
        if (options.IgnoredServices.Contains(service))
            return true;
        var isWhole = true;
        foreach (var span in resource.Items("scopeSpans").SelectMany(scope => scope.Items("spans")))
            isWhole &= ReadSpan(span, Cut(service), Cut(instance ?? ""), calls);
        return isWhole;
    }

    private bool ReadSpan(JsonElement span, string service, string instance, ICollection<SpanRecord> calls)
    {
        if (span.Hex("traceId", 32) is not { } trace || span.Hex("spanId", 16) is not { } id
            || span.Number("startTimeUnixNano") is not { } start || span.Number("endTimeUnixNano") is not { } end || end < start)
            return false;
        var name = Cut(span.Text("name") ?? "");
        var milliseconds = (end - start) / 1e6;
        _attributes.Load(span);
        if (SpanSemantics.IsProbe(_attributes, name, options) || SpanSemantics.IsStream(_attributes, name, milliseconds, options)
            || SpanSemantics.IsMessagingStep(_attributes))
            return true;
        var kind = KindOf(span);
        SpanKey? parent = span.Hex("parentSpanId", 16) is { } above ? new(trace, above) : null;
        var hasErrorStatus = span.Find("status")?.Text("code") is "2" or "STATUS_CODE_ERROR";
        var peer = kind is SpanKind.Client or SpanKind.Producer or SpanKind.Consumer ? _peers.Read(_attributes) : null;
        calls.Add(new(new(trace, id), parent, service, instance, kind, name, (long)(end / 1_000_000), milliseconds,
            SpanSemantics.IsError(_attributes, hasErrorStatus), peer));
        return true;
    }

    private static SpanKind KindOf(JsonElement span) => span.Text("kind") switch
    {
        "2" or "SPAN_KIND_SERVER" => SpanKind.Server,
        "3" or "SPAN_KIND_CLIENT" => SpanKind.Client,
        "4" or "SPAN_KIND_PRODUCER" => SpanKind.Producer,
        "5" or "SPAN_KIND_CONSUMER" => SpanKind.Consumer,
        _ => SpanKind.Internal,
    };

    private static string Cut(string text) => text.Length <= MaxLength ? text : text[..MaxLength];
}
