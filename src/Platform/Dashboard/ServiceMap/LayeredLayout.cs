namespace OtelShop.Dashboard.ServiceMap;

/// <summary>
/// Draws a graph in columns from left to right, after Sugiyama: circles are cut, each node stands right of whoever leads to it, long edges get a place in
/// every column they pass, columns are sorted so that few edges cross, and nodes move up and down towards their neighbours.
/// The same graph is always drawn the same way, whatever its numbers are: a live map does not jump.
/// </summary>
internal static class LayeredLayout
{
    public const double BoxWidth = 128;
    public const double BoxHeight = 48;
    private const double ColumnGap = 52;
    private const double RowGap = 24;

    // What an edge needs where it passes a column.
    private const double LaneHeight = 14;
    private const double Margin = 10;

    /// <param name="nodes">Ids, each once.</param>
    /// <param name="edges">Between those, no more than one in a direction, none from a node to itself.</param>
    /// <param name="returning">Edges that are to run from right to left, so that they make no room for themselves. Null for none.</param>
    public static GraphLayout Of(
        IReadOnlyCollection<string> nodes, IReadOnlyCollection<(string From, string To)> edges, IReadOnlySet<(string From, string To)>? returning = null)
    {
        var ids = nodes.Order(StringComparer.Ordinal).ToArray();
        var position = ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i, StringComparer.Ordinal);
        var links = edges.Select(e => (From: position[e.From], To: position[e.To])).Order().ToArray();
        var turned = links.Select(l => returning?.Contains((ids[l.From], ids[l.To])) == true ? (From: l.To, To: l.From) : l).ToArray();
        var cut = CircleCutter.Cut(ids.Length, turned);
        var forward = turned.Select(l => cut.Contains(l) ? (From: l.To, To: l.From) : l).ToArray();
        var columns = new LayerGrid(ids.Length, forward);
        columns.Sort();

        var middles = LayerPlacement.Place(columns, place => place < ids.Length ? BoxHeight : LaneHeight, RowGap);
        var top = Margin - Enumerable.Range(0, columns.PlaceCount).Select(p => middles[p] - (HeightOf(p) / 2)).DefaultIfEmpty(0).Min();
        var boxes = ids.Select((id, i) => new LayoutBox(id, columns.LayerOf(i), XOf(columns.LayerOf(i)), middles[i] + top - (BoxHeight / 2))).ToArray();
        var routes = links.Select((link, i) => Route(ids, link, forward[i] != link, Corners(columns, columns.ChainOf(i), middles, top))).ToArray();
        var bottom = Enumerable.Range(0, columns.PlaceCount).Select(p => middles[p] + top + (HeightOf(p) / 2)).DefaultIfEmpty(0).Max();
        return new(columns.LayerCount == 0 ? 0 : XOf(columns.LayerCount - 1) + BoxWidth + Margin, bottom + Margin, boxes, routes);

        double HeightOf(int place) => place < ids.Length ? BoxHeight : LaneHeight;
    }

    private static double XOf(int layer) => Margin + (layer * (BoxWidth + ColumnGap));

    private static LayoutRoute Route(string[] ids, (int From, int To) link, bool isBack, List<(double X, double Y)> corners)
    {
        if (isBack)
            corners.Reverse();
        return new(ids[link.From], ids[link.To], isBack, corners);
    }

    private static List<(double X, double Y)> Corners(LayerGrid grid, IReadOnlyList<int> chain, double[] middles, double top)
    {
        List<(double X, double Y)> corners = [(XOf(grid.LayerOf(chain[0])) + BoxWidth, middles[chain[0]] + top)];
        // Straight across each column that it passes.
        foreach (var lane in chain.Skip(1).Take(chain.Count - 2))
        {
            corners.Add((XOf(grid.LayerOf(lane)), middles[lane] + top));
            corners.Add((XOf(grid.LayerOf(lane)) + BoxWidth, middles[lane] + top));
        }

        corners.Add((XOf(grid.LayerOf(chain[^1])), middles[chain[^1]] + top));
        return corners;
    }
}
