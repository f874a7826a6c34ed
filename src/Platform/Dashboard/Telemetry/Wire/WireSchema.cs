namespace OtelShop.Dashboard.Telemetry.Wire;

/// <summary>The part of OTLP's messages below spans and log records: which field holds what.</summary>
internal static class WireSchema
{
    public const int SpanAttributes = 9;
    public const int SpanEvents = 11;
    public const int SpanLinks = 13;
    public const int SpanStatus = 15;
    public const int LogBody = 5;
    public const int LogAttributes = 6;
    public const int LogEventName = 12;
    public const int ScopeAttributes = 3;

    public static WireMessage Of(WireMessage message, int field) => message switch
    {
        WireMessage.Span => OfSpan(field),
        WireMessage.LogRecord => OfLogRecord(field),
        WireMessage.KeyValue => field switch { 1 => WireMessage.Text, 2 => WireMessage.AnyValue, _ => WireMessage.Opaque },
        WireMessage.AnyValue => field switch { 1 => WireMessage.Text, 5 => WireMessage.ArrayValue, 6 => WireMessage.KeyValueList, _ => WireMessage.Opaque },
        WireMessage.ArrayValue => field == 1 ? WireMessage.AnyValue : WireMessage.Opaque,
        WireMessage.KeyValueList or WireMessage.Resource => field == 1 ? WireMessage.KeyValue : WireMessage.Opaque,
        WireMessage.Scope => field switch { 1 or 2 => WireMessage.Text, ScopeAttributes => WireMessage.KeyValue, _ => WireMessage.Opaque },
        WireMessage.SpanEvent => field switch { 2 => WireMessage.Text, 3 => WireMessage.KeyValue, _ => WireMessage.Opaque },
        WireMessage.SpanLink => field switch { 3 => WireMessage.Text, 4 => WireMessage.KeyValue, _ => WireMessage.Opaque },
        WireMessage.SpanStatus => field == 2 ? WireMessage.Text : WireMessage.Opaque,
        _ => WireMessage.Opaque,
    };

    private static WireMessage OfSpan(int field) => field switch
    {
        3 or 5 => WireMessage.Text,
        SpanAttributes => WireMessage.KeyValue,
        SpanEvents => WireMessage.SpanEvent,
        SpanLinks => WireMessage.SpanLink,
        SpanStatus => WireMessage.SpanStatus,
        _ => WireMessage.Opaque,
    };

    private static WireMessage OfLogRecord(int field) => field switch
    {
        3 or LogEventName => WireMessage.Text,
        LogBody => WireMessage.AnyValue,
        LogAttributes => WireMessage.KeyValue,
        _ => WireMessage.Opaque,
    };
}
