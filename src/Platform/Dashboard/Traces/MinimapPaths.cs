using System.Globalization;
using System.Text;

namespace OtelShop.Dashboard.Traces;

/// <summary>A long trace at a glance: one path for each colour, and one for what failed, which lies on top.</summary>
internal static class MinimapPaths
{
    public const int Width = 1000;
    public const int Height = 60;

    /// <summary>More rows than these cannot be told apart: some are left out, errors never.</summary>
    private const int MostRows = 600;

    public static IEnumerable<(string Css, string Path)> Of(IReadOnlyList<SpanNode> nodes, TimeScale scale)
    {
        var every = (nodes.Count + MostRows - 1) / MostRows;
        var rows = nodes.Select((node, index) => (node, index)).Where(r => r.node.Entry.IsError || r.index % every == 0);
        return rows.GroupBy(r => r.node.Entry.IsError ? "failed" : $"colour-{r.node.Entry.Resource.Colour}")
            .OrderBy(g => g.Key == "failed").ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, PathOf(g, scale, (double)Height / nodes.Count)));
    }

    private static string PathOf(IEnumerable<(SpanNode Node, int Index)> rows, TimeScale scale, double rowHeight)
    {
        var path = new StringBuilder();
        foreach (var (node, index) in rows)
        {
            var x = scale.At(node.Entry.Start) / 100 * Width;
            var width = Math.Max(1, scale.At(node.Entry.End) / 100 * Width - x);
            path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {rowHeight * index:0.##}h{width:0.#}v{Math.Max(0.5, rowHeight):0.##}h-{width:0.#}z");
        }

        return path.ToString();
    }
}
