namespace OtelShop.ServiceMap.Spans;

/// <summary>Identity of a span. The lower half of the trace id is random enough for the recent ones.</summary>
internal readonly record struct SpanKey(ulong Trace, ulong Span);

internal enum SpanKind
{
    Internal = 1,
    Server = 2,
    Client = 3,
    Producer = 4,
    Consumer = 5,
}

/// <summary>A span of a call: probes, streams and steps that call nobody are told apart by <see cref="SpanSemantics"/>.</summary>
/// <param name="Key">Its identity.</param>
/// <param name="Parent">Null for a root.</param>
/// <param name="Service">Value of <c>service.name</c>.</param>
/// <param name="Instance">Value of <c>service.instance.id</c>, empty when absent.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="End">Unix time in milliseconds.</param>
/// <param name="Milliseconds">Its duration.</param>
/// <param name="IsError">Whether the call failed by the fault of the called side.</param>
/// <param name="Peer">What it calls, or what its messages come from. Null when the span does not say.</param>
internal sealed record SpanRecord(
    SpanKey Key, SpanKey? Parent, string Service, string Instance, SpanKind Kind, string Name, long End, double Milliseconds, bool IsError, Peer? Peer);
