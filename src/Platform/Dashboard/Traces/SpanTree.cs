using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Traces;

/// <summary>Puts the spans of a trace into the order of who called whom. Takes what comes: parents that are missing, circles, thousands of levels.</summary>
internal static class SpanTree
{
    /// <summary>Every span once, each below its parent and above its children; children and roots by their start.</summary>
    public static IReadOnlyList<SpanNode> Build(IReadOnlyList<SpanDetail> spans)
    {
        var nodes = spans.OrderBy(s => s.Entry.Start).ThenByDescending(s => s.Entry.End).Select(s => new SpanNode { Span = s }).ToList();
        var byId = new Dictionary<SpanId, SpanNode>();
        foreach (var node in nodes)
            byId.TryAdd(node.Entry.SpanId, node);

        var roots = new List<SpanNode>();
        foreach (var node in nodes)
        {
            if (!node.Entry.IsRoot && byId.TryGetValue(node.Entry.ParentId, out var parent) && parent != node)
            {
                parent.Children.Add(node);
                continue;
            }

            node.IsOrphan = !node.Entry.IsRoot;
            roots.Add(node);
        }

        var ordered = new List<SpanNode>(nodes.Count);
        var placed = new HashSet<SpanNode>();
        foreach (var root in roots)
            Place(root, ordered, placed);
        // What no root leads to goes in a circle; its earliest span stands in for the root.
        foreach (var node in nodes)
        {
            if (placed.Contains(node))
                continue;
            node.IsOrphan = true;
            Place(node, ordered, placed);
        }

        foreach (var node in ordered)
            node.SelfTime = SelfTime(node);
        return ordered;
    }

    private static void Place(SpanNode root, List<SpanNode> ordered, HashSet<SpanNode> placed)
    {
        var open = new Stack<SpanNode>([root]);
        placed.Add(root);
        while (open.TryPop(out var node))
        {
            ordered.Add(node);
            node.Children.RemoveAll(child => !placed.Add(child));
            for (var i = node.Children.Count - 1; i >= 0; i--)
            {
                node.Children[i].Depth = node.Depth + 1;
                open.Push(node.Children[i]);
            }
        }
    }

    private static long SelfTime(SpanNode node)
    {
        var (covered, until) = (0L, node.Entry.Start);
        foreach (var child in node.Children)
        {
            var (start, end) = (Math.Max(child.Entry.Start, until), Math.Min(child.Entry.End, node.Entry.End));
            if (end <= start)
                continue;
            covered += end - start;
            until = end;
        }

        return node.Entry.Duration - covered;
    }
}
