namespace OtelShop.ServiceMap.Drawing;

/// <summary>
/// Draws a graph in columns from left to right (Sugiyama). Between two columns lies a zone of curves and, beside the right column, a zone of labels.
/// Lines cross the zone of labels level and apart, so that a label meets neither a node nor a line nor another label.
/// The same graph is always drawn the same way, whatever its numbers are.
/// </summary>
internal sealed class LayeredLayout
{
    public const double NodeWidth = 148;
    public const double LabelWidth = 52;
    public const double LabelHeight = 40;
    private const double NodeHeight = 44;

    // One line of text stands above the line, two below.
    private const double LabelAbove = 14;
    private const double Arrow = 7;
    private const double RowGap = 16;
    private const double LaneHeight = 12;
    private const double Margin = 8;

    private readonly string[] _ids;
    private readonly (int From, int To)[] _links;
    private readonly bool[] _isBack;
    private readonly LayerGrid _grid;
    private readonly double[] _columns;
    private readonly double[] _middles;

    private LayeredLayout(string[] ids, (int From, int To)[] links, IReadOnlySet<(string, string)> returning)
    {
        (_ids, _links) = (ids, links);
        var turned = links.Select(l => returning.Contains((ids[l.From], ids[l.To])) ? (From: l.To, To: l.From) : l).ToArray();
        var cycles = CycleBreaker.Break(ids.Length, turned);
        var forward = turned.Select(l => cycles.Contains(l) ? (From: l.To, To: l.From) : l).ToArray();
        _isBack = [.. links.Select((link, i) => forward[i] != link)];
        _grid = new(ids.Length, forward);
        _grid.Sort();
        _columns = Columns(_grid);
        var middles = LayerPlacement.Place(_grid, HeightOf, RowGap);
        var top = Enumerable.Range(0, _grid.PlaceCount).Select(p => middles[p] - (HeightOf(p) / 2)).DefaultIfEmpty(0).Min() - Margin;
        // Whole pixels: labels that touch must not overlap by a rounding error.
        _middles = [.. middles.Select(m => Math.Round(m - top))];
    }

    /// <param name="nodes">Ids, each once.</param>
    /// <param name="edges">Between those, at most one in a direction, none from a node to itself.</param>
    /// <param name="returning">Edges that are to run from right to left, so that they push nothing to the right. Null for none.</param>
    public static GraphLayout Of(
        IReadOnlyCollection<string> nodes, IReadOnlyCollection<(string From, string To)> edges, IReadOnlySet<(string From, string To)>? returning = null)
    {
        var ids = nodes.Order(StringComparer.Ordinal).ToArray();
        var position = ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i, StringComparer.Ordinal);
        var links = edges.Select(e => (From: position[e.From], To: position[e.To])).Order().ToArray();
        return new LayeredLayout(ids, links, returning ?? new HashSet<(string, string)>()).Draw();
    }

    private GraphLayout Draw()
    {
        var arrivals = Ports(edge => _grid.ChainOf(edge)[^1], edge => _grid.ChainOf(edge)[^2], LabelHeight);
        var departures = Ports(edge => _grid.ChainOf(edge)[0], edge => _grid.ChainOf(edge)[1], 6);
        var nodes = _ids.Select((id, i) => new LayoutNode(id, _grid.LayerOf(i), BoxOf(i))).ToArray();
        var edges = _links.Select((link, i) => Edge(link, i, departures[i], arrivals[i])).ToArray();
        var bottom = Enumerable.Range(0, _grid.PlaceCount).Select(p => _middles[p] + (HeightOf(p) / 2)).DefaultIfEmpty(0).Max();
        return new(_columns.Length == 0 ? 0 : _columns[^1] + NodeWidth + Margin, bottom + Margin, nodes, edges);
    }

    // More lines between two columns need a wider zone to curve in.
    private static double[] Columns(LayerGrid grid)
    {
        var columns = new double[grid.LayerCount];
        for (var layer = 0; layer < columns.Length; layer++)
        {
            var lines = layer == 0 ? 0 : grid.Column(layer - 1).Sum(place => grid.RightOf(place).Count);
            columns[layer] = layer == 0 ? Margin : columns[layer - 1] + NodeWidth + Math.Clamp(20 + (2 * lines), 22, 48) + LabelWidth + Arrow;
        }

        return columns;
    }

    private double HeightOf(int place) => place < _ids.Length
        ? Math.Max(NodeHeight, _grid.LeftOf(place).Count * LabelHeight)
        : LaneHeight;

    private LayoutBox BoxOf(int node) => new(_columns[_grid.LayerOf(node)], _middles[node] - (HeightOf(node) / 2), NodeWidth, HeightOf(node));

    /// <summary>Heights at which edges meet a node: one above the other, in the order of the places at their other ends.</summary>
    private double[] Ports(Func<int, int> nodeOf, Func<int, int> otherOf, double spacing)
    {
        var ports = new double[_links.Length];
        foreach (var meeting in Enumerable.Range(0, _links.Length).GroupBy(nodeOf))
        {
            var sorted = meeting.OrderBy(edge => _middles[otherOf(edge)]).ThenBy(edge => edge).ToArray();
            var step = Math.Min(spacing, HeightOf(meeting.Key) / sorted.Length);
            for (var i = 0; i < sorted.Length; i++)
                ports[sorted[i]] = _middles[meeting.Key] + ((i - ((sorted.Length - 1) / 2.0)) * step);
        }

        return ports;
    }

    private LayoutEdge Edge((int From, int To) link, int edge, double departure, double arrival)
    {
        var chain = _grid.ChainOf(edge);
        List<(double X, double Y)> points = [(_columns[_grid.LayerOf(chain[0])] + NodeWidth, departure)];
        foreach (var lane in chain.Skip(1).Take(chain.Count - 2))
        {
            points.Add((ZoneOf(lane), _middles[lane]));
            points.Add((_columns[_grid.LayerOf(lane)] + NodeWidth, _middles[lane]));
        }

        points.Add((ZoneOf(chain[^1]), arrival));
        points.Add((_columns[_grid.LayerOf(chain[^1])], arrival));
        if (_isBack[edge])
            points.Reverse();
        return new(_ids[link.From], _ids[link.To], _isBack[edge], points, new(ZoneOf(chain[^1]), arrival - LabelAbove, LabelWidth, LabelHeight));
    }

    private double ZoneOf(int place) => _columns[_grid.LayerOf(place)] - Arrow - LabelWidth;
}
