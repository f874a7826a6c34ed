using Google.Protobuf;
using OpenTelemetry.Proto.Trace.V1;

namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>The traces that are kept.</summary>
internal sealed class TraceStore(ResourceDirectory resources, ChangeFeed changes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TraceId, List<(SpanEntry Entry, byte[] Bytes)>> _traces = [];

    /// <summary>Takes the spans of a TracesData or ExportTraceServiceRequest.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is neither; nothing was kept of it.</exception>
    public IngestResult Add(ReadOnlySpan<byte> tracesData)
    {
        var data = TracesData.Parser.ParseFrom(tracesData);
        long accepted = 0;
        lock (_gate)
        {
            foreach (var byResource in data.ResourceSpans)
            {
                var resource = resources.Of(byResource.Resource ?? new());
                foreach (var byScope in byResource.ScopeSpans)
                {
                    foreach (var span in byScope.Spans)
                    {
                        var entry = new SpanEntry
                        {
                            TraceId = TraceId.Read(span.TraceId.Span),
                            SpanId = SpanId.Read(span.SpanId.Span),
                            ParentId = SpanId.Read(span.ParentSpanId.Span),
                            Resource = resource,
                            Scope = byScope.Scope?.Name ?? "",
                            Name = span.Name,
                            Kind = span.Kind,
                            Status = span.Status?.Code ?? default,
                            Start = (long)span.StartTimeUnixNano,
                            End = (long)span.EndTimeUnixNano,
                        };
                        if (!_traces.TryGetValue(entry.TraceId, out var trace))
                            _traces.Add(entry.TraceId, trace = []);
                        trace.Add((entry, span.ToByteArray()));
                        accepted++;
                    }
                }
            }
        }

        changes.Changed(Topic.Traces);
        return new(accepted, 0, null);
    }

    /// <summary>Every trace that a query finds, the newest first.</summary>
    public Matches<TraceSummary> Find(TraceQuery query)
    {
        lock (_gate)
        {
            var found = _traces.Values.Select(Summarize)
                .Where(t => query.Resources.IsEmpty || t.Shares.Any(s => query.Resources.Contains(s.Resource.ServiceName)))
                .Where(t => query.HasError is not { } error || t.ErrorCount > 0 == error)
                .OrderByDescending(t => t.Start).ToList();
            return new(found, found.Count, _traces.Count);
        }
    }

    /// <summary>The spans of a trace by their start. Empty when it is not kept.</summary>
    public IReadOnlyList<SpanDetail> Read(TraceId traceId)
    {
        lock (_gate)
        {
            return _traces.TryGetValue(traceId, out var trace)
                ? [.. trace.Select(s => new SpanDetail(s.Entry, Span.Parser.ParseFrom(s.Bytes))).OrderBy(s => s.Entry.Start)]
                : [];
        }
    }

    /// <summary>Spans, the newest first.</summary>
    public Matches<SpanDetail> FindSpans(SpanQuery query)
    {
        lock (_gate)
        {
            var found = _traces.Values.SelectMany(t => t).OrderByDescending(s => s.Entry.Start).ToList();
            return new([.. found.Skip(query.Skip).Take(query.Take).Select(s => new SpanDetail(s.Entry, Span.Parser.ParseFrom(s.Bytes)))], found.Count, found.Count);
        }
    }

    /// <summary>Shows a visitor every span that started in a time, in no order.</summary>
    public void Scan(long from, long until, SpanVisitor visit)
    {
        lock (_gate)
        {
            foreach (var (entry, bytes) in _traces.Values.SelectMany(t => t))
            {
                if (entry.Start >= from && entry.Start <= until)
                    visit(entry, new SpanAttributes(bytes));
            }
        }
    }

    private static TraceSummary Summarize(List<(SpanEntry Entry, byte[] Bytes)> spans)
    {
        var first = spans.Select(s => s.Entry).OrderBy(s => s.IsRoot ? 0 : 1).ThenBy(s => s.Start).First();
        var start = spans.Min(s => s.Entry.Start);
        var shares = spans.GroupBy(s => s.Entry.Resource).Select(g => new TraceShare(g.Key, g.Count(), g.Count(s => s.Entry.IsError)));
        return new(first.TraceId, first.Name, first.Resource, start, spans.Max(s => s.Entry.End) - start, spans.Count, spans.Count(s => s.Entry.IsError), first.IsRoot, [.. shares]);
    }
}
