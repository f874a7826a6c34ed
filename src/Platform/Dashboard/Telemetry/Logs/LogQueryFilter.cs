using OtelShop.Dashboard.Telemetry.Filters;

namespace OtelShop.Dashboard.Telemetry.Logs;

/// <summary>Puts a query to many log records. The cheap conditions come first.</summary>
internal sealed class LogQueryFilter(LogQuery query)
{
    private readonly HashSet<string> _resources = [.. query.Resources];
    private readonly LogFilter? _text = string.IsNullOrEmpty(query.Text) ? null : new(new(KnownFields.Message, FilterCondition.Contains, query.Text));
    private readonly LogFilter[] _filters = [.. query.Filters.Select(f => new LogFilter(f))];

    public bool Matches(LogEntry entry) =>
        entry.Severity >= query.MinSeverity
        && entry.Time >= (query.From ?? 0) && entry.Time <= (query.Until ?? long.MaxValue)
        && (query.TraceId is not { } traceId || entry.TraceId == traceId)
        && (query.SpanId is not { } spanId || entry.SpanId == spanId)
        && (_resources.Count == 0 || _resources.Contains(entry.Resource.ServiceName))
        && (_text is null || _text.Matches(entry))
        && Array.TrueForAll(_filters, f => f.Matches(entry));
}
