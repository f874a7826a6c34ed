namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>Traces by their id, and by who owns them in the order in which they came.</summary>
internal sealed class TraceTable
{
    private readonly Dictionary<TraceId, Trace> _traces = [];
    private readonly Dictionary<TelemetryResource, LinkedList<Trace>> _byOwner = [];

    public int Count => _traces.Count;

    public IReadOnlyCollection<Trace> All => _traces.Values;

    public Trace? Find(TraceId id) => _traces.GetValueOrDefault(id);

    /// <returns>True when it is the first of its trace.</returns>
    public bool Add(SpanEntry span)
    {
        if (_traces.TryGetValue(span.TraceId, out var trace))
        {
            trace.Add(span);
            return false;
        }

        _traces.Add(span.TraceId, trace = new(span));
        if (!_byOwner.TryGetValue(trace.Owner, out var owned))
            _byOwner.Add(trace.Owner, owned = []);
        owned.AddLast(trace.Place);
        return true;
    }

    /// <summary>Leaves out spans that are not kept any more.</summary>
    /// <returns>How many traces are gone with them.</returns>
    public int Tidy(IEnumerable<TraceId> ids)
    {
        var gone = 0;
        foreach (var id in ids)
        {
            if (!_traces.TryGetValue(id, out var trace))
                continue;
            trace.Tidy();
            if (trace.Spans.Count > 0)
                continue;
            Remove(trace);
            gone++;
        }

        return gone;
    }

    /// <summary>Oldest trace of whoever owns the most.</summary>
    public Trace? OldestOfLargestOwner() => _byOwner.Values.MaxBy(owned => owned.Count)?.First?.Value;

    private void Remove(Trace trace)
    {
        _traces.Remove(trace.Id);
        var owned = _byOwner[trace.Owner];
        owned.Remove(trace.Place);
        if (owned.Count == 0)
            _byOwner.Remove(trace.Owner);
    }
}
