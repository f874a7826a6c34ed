using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.Dashboard.Traces;

/// <summary>
/// Finds what a trace waited for. Going back from the end of its root: whatever time follows the child that finished last is the span's own; before that,
/// the trace waited for that child, and the same holds inside of it; the span takes over again where the child began. What a span left running past its
/// own end delayed nobody; only the answering half of a call cannot outlast the asking half, so what sticks out there is another machine's clock.
/// (The definition of CRISP: Zhang et al., USENIX ATC 2022.)
/// </summary>
internal static class CriticalPath
{
    /// <summary>Marks the stretches of every span on the path that leads to the end of the longest root.</summary>
    public static void Mark(IReadOnlyList<SpanNode> trace)
    {
        var root = trace.Where(n => n.Depth == 0).MaxBy(n => n.Entry.Duration);
        if (root is null)
            return;
        var open = new Stack<(SpanNode Node, long From, long Until)>([(root, root.Entry.Start, root.Entry.End)]);
        while (open.TryPop(out var window))
        {
            var until = window.Until;
            foreach (var child in window.Node.Children.OrderByDescending(c => c.Entry.End))
            {
                var start = Math.Max(child.Entry.Start, window.From);
                var end = IsAnswer(window.Node, child) ? Math.Min(child.Entry.End, until) : child.Entry.End;
                if (end > until || end <= start)
                    continue;
                Add(window.Node, end, until);
                open.Push((child, start, end));
                until = start;
            }

            Add(window.Node, window.From, until);
        }
    }

    private static bool IsAnswer(SpanNode caller, SpanNode callee) => caller.Entry.Kind == SpanKind.Client && callee.Entry.Kind == SpanKind.Server;

    private static void Add(SpanNode node, long start, long end)
    {
        if (end > start)
            node.Critical.Add(new(start, end));
    }
}
