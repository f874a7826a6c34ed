namespace OtelShop.Dashboard.Traces;

/// <summary>
/// Finds what a trace waited for. Going back from the end of its root: whatever time follows the child that finished last is the span's own; before that,
/// the trace waited for that child, and the same holds inside of it; the span takes over again where the child began. What a span left running past its
/// own end delayed nobody. (The definition of CRISP: Zhang et al., USENIX ATC 2022.)
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
                var (start, end) = (Math.Max(child.Entry.Start, window.From), child.Entry.End);
                if (end > until || end <= window.From || end == start)
                    continue;
                Add(window.Node, end, until);
                open.Push((child, start, end));
                until = start;
            }

            Add(window.Node, window.From, until);
        }
    }

    private static void Add(SpanNode node, long start, long end)
    {
        if (end > start)
            node.Critical.Add(new(start, end));
    }
}
