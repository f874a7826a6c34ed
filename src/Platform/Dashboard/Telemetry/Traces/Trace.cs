namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>The spans of a trace that have come by now, in any order.</summary>
internal sealed class Trace
{
    /// <summary>Bytes that it takes besides its spans: itself, its place in two tables, its summary.</summary>
    public const int Cost = 640;

    // Below this many it is quicker to look at all of them.
    private const int FewSpans = 64;

    private readonly List<SpanEntry> _spans = [];
    private Dictionary<(SpanId, TelemetryResource), SpanEntry>? _bySpan;
    private TraceSummary? _summary;
    private int _errorCount;

    public Trace(SpanEntry first)
    {
        (Id, Owner, Start) = (first.TraceId, first.Resource, long.MaxValue);
        Place = new(this);
        Add(first);
    }

    public TraceId Id { get; }

    /// <summary>Who sent the first of its spans to come.</summary>
    public TelemetryResource Owner { get; }

    /// <summary>Where it stands among its owner's traces.</summary>
    public LinkedListNode<Trace> Place { get; }

    public IReadOnlyList<SpanEntry> Spans => _spans;

    public long Start { get; private set; }

    public long End { get; private set; }

    public bool HasError => _errorCount > 0;

    public TraceSummary Summary => _summary ??= Summarize();

    public void Add(SpanEntry span)
    {
        _spans.Add(span);
        _bySpan?.Add((span.SpanId, span.Resource), span);
        Count(span);
    }

    /// <summary>The span that the same resource has sent under the same id before.</summary>
    public SpanEntry? Find(SpanId id, TelemetryResource resource)
    {
        if (_spans.Count > FewSpans)
        {
            _bySpan ??= _spans.ToDictionary(s => (s.SpanId, s.Resource));
            return _bySpan.GetValueOrDefault((id, resource));
        }

        foreach (var span in _spans)
        {
            if (span.SpanId == id && span.Resource == resource)
                return span;
        }

        return null;
    }

    /// <summary>Leaves out spans that are not kept any more.</summary>
    public void Tidy()
    {
        if (_spans.RemoveAll(s => !s.IsKept) == 0)
            return;
        (_bySpan, Start, End, _errorCount) = (null, long.MaxValue, 0, 0);
        foreach (var span in _spans)
            Count(span);
    }

    private void Count(SpanEntry span)
    {
        Start = Math.Min(Start, span.Start);
        End = Math.Max(End, span.End);
        _errorCount += span.IsError ? 1 : 0;
        _summary = null;
    }

    private TraceSummary Summarize()
    {
        var byStart = _spans.OrderBy(s => s.Start).ToList();
        var first = byStart.Find(s => s.IsRoot) ?? byStart[0];
        var shares = byStart.GroupBy(s => s.Resource).Select(g => new TraceShare(g.Key, g.Count(), g.Count(s => s.IsError)));
        return new(Id, first.Name, first.Resource, Start, End - Start, _spans.Count, _errorCount, first.IsRoot, [.. shares]);
    }
}
