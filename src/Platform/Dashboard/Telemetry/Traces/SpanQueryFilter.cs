namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>Puts a query to many spans. The cheap conditions come first.</summary>
internal sealed class SpanQueryFilter(SpanQuery query)
{
    private readonly HashSet<string> _resources = [.. query.Resources];
    private readonly SpanFilter[] _filters = [.. query.Filters.Select(f => new SpanFilter(f))];

    public bool Matches(SpanEntry span) =>
        span.Start >= (query.From ?? 0) && span.Start <= (query.Until ?? long.MaxValue)
        && (query.HasError is not { } hasError || span.IsError == hasError)
        && (query.TraceId is not { } traceId || span.TraceId == traceId)
        && (_resources.Count == 0 || _resources.Contains(span.Resource.ServiceName))
        && (string.IsNullOrEmpty(query.Text) || span.Name.Contains(query.Text, StringComparison.OrdinalIgnoreCase))
        && Array.TrueForAll(_filters, f => f.Matches(span));
}
