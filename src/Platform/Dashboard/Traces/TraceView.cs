using System.Collections.Frozen;
using System.Collections.Immutable;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Traces;

/// <summary>A trace as its page draws it.</summary>
public sealed class TraceView
{
    /// <summary>Rows on one page: more than anybody reads, few enough for any browser.</summary>
    public const int PageSize = 2000;

    internal TraceView(IReadOnlyList<SpanDetail> spans, IReadOnlyList<LogEntry> logs)
    {
        Nodes = [.. SpanTree.Build(spans)];
        CriticalPath.Mark(Nodes);
        Scale = new(spans.Min(s => s.Entry.Start), spans.Max(s => s.Entry.End));
        Logs = logs.Where(l => !l.SpanId.IsNone).GroupBy(l => l.SpanId).ToFrozenDictionary(g => g.Key, g => (IReadOnlyList<LogEntry>)[.. g]);
        Resources = [.. Nodes.Select(n => n.Entry.Resource).DistinctBy(r => r.ServiceName)];
    }

    /// <summary>Every span, parents before their children.</summary>
    public ImmutableArray<SpanNode> Nodes { get; }

    public TimeScale Scale { get; }

    /// <summary>Log records by the span during which they were written.</summary>
    public FrozenDictionary<SpanId, IReadOnlyList<LogEntry>> Logs { get; }

    /// <summary>One for each service, by its first span.</summary>
    public IReadOnlyList<TelemetryResource> Resources { get; }

    public SpanNode Root => Nodes[0];

    public bool HasRoot => Nodes.Any(n => n.Entry.IsRoot);

    public int Depth => Nodes.Max(n => n.Depth) + 1;

    public int Errors => Nodes.Count(n => n.Entry.IsError);

    /// <summary>The page that shows a span, as how many rows come before it.</summary>
    public int PageOf(SpanNode? span) => span is null ? 0 : Math.Max(0, Nodes.IndexOf(span)) / PageSize * PageSize;

    public SpanNode? Find(SpanId? id) => id is { } wanted ? Nodes.FirstOrDefault(n => n.Entry.SpanId == wanted) : null;
}
