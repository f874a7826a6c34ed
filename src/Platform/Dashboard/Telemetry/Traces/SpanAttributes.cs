using OpenTelemetry.Proto.Trace.V1;

namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>The attributes of a span, read only when asked for.</summary>
internal readonly ref struct SpanAttributes(ReadOnlySpan<byte> span)
{
    private readonly ReadOnlySpan<byte> _span = span;

    /// <summary>An attribute as text. Null when the span does not have it.</summary>
    public string? Text(string key) => Span.Parser.ParseFrom(_span).Attributes.FirstOrDefault(a => a.Key == key)?.Value?.StringValue;
}
