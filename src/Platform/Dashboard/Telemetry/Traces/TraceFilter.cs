namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>Puts a query to many traces. The cheap conditions come first.</summary>
internal sealed class TraceFilter(TraceQuery query)
{
    private readonly long _minDuration = query.MinDuration is { } min ? UnixTime.FromTimeSpan(min) : 0;
    private readonly long _maxDuration = query.MaxDuration is { } max ? UnixTime.FromTimeSpan(max) : long.MaxValue;
    private readonly HashSet<string> _resources = [.. query.Resources];
    private readonly SpanFilter[] _filters = [.. query.Filters.Select(f => new SpanFilter(f))];

    public bool Matches(Trace trace)
    {
        var duration = trace.End - trace.Start;
        return trace.Start >= (query.From ?? 0) && trace.Start <= (query.Until ?? long.MaxValue)
            && duration >= _minDuration && duration <= _maxDuration
            && (query.HasError is not { } hasError || trace.HasError == hasError)
            && (_resources.Count == 0 || AnySpan(trace, s => _resources.Contains(s.Resource.ServiceName)))
            && (string.IsNullOrEmpty(query.Text) || MatchesText(trace, query.Text))
            && (_filters.Length == 0 || AnySpan(trace, s => Array.TrueForAll(_filters, f => f.Matches(s))));
    }

    private static bool AnySpan(Trace trace, Predicate<SpanEntry> matches)
    {
        foreach (var span in trace.Spans)
        {
            if (matches(span))
                return true;
        }

        return false;
    }

    private static bool MatchesText(Trace trace, string text) =>
        AnySpan(trace, s => s.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
        || trace.Id.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase);
}
