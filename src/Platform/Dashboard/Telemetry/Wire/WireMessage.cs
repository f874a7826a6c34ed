namespace OtelShop.Dashboard.Telemetry.Wire;

/// <summary>What a field of OTLP holds, as far as checking it needs to know.</summary>
internal enum WireMessage
{
    /// <summary>A number, or bytes of any content.</summary>
    Opaque,

    /// <summary>UTF-8.</summary>
    Text,
    Resource,
    Scope,
    Span,
    SpanEvent,
    SpanLink,
    SpanStatus,
    LogRecord,
    KeyValue,
    AnyValue,
    ArrayValue,
    KeyValueList,
}
