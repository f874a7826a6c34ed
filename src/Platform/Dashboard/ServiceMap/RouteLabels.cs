namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Finds places on routes where a label covers no node and no other label.</summary>
internal static class RouteLabels
{
    public const double Width = 50;
    public const double Height = 26;
    private static readonly double[] Shares = [0.5, 0.38, 0.62, 0.28, 0.72];

    /// <summary>The middle of each route's label. Null where there is no room: the reader learns of that call from its row in the table.</summary>
    public static IReadOnlyList<(double X, double Y)?> Place(GraphLayout layout)
    {
        List<(double X, double Y)> taken = [];
        var places = new (double X, double Y)?[layout.Routes.Count];
        // Short routes have the least choice.
        foreach (var i in Enumerable.Range(0, places.Length).OrderBy(i => layout.Routes[i].Points.Count).ThenBy(i => i))
        {
            var free = Candidates(layout.Routes[i]).Where(p => IsFree(p, layout, taken)).Take(1).ToArray();
            if (free.Length == 0)
                continue;
            places[i] = free[0];
            taken.Add(free[0]);
        }

        return places;
    }

    // The curves between columns; the straight pieces across a column have an even number before them.
    private static IEnumerable<(double X, double Y)> Candidates(LayoutRoute route)
    {
        var points = route.Points;
        foreach (var share in Shares)
        {
            for (var i = points.Count - 2; i >= 0; i -= 2)
                yield return RoutePath.At(points[i], points[i + 1], share);
        }

        for (var i = 1; i < points.Count - 2; i += 2)
            yield return RoutePath.At(points[i], points[i + 1], 0.5);
    }

    private static bool IsFree((double X, double Y) label, GraphLayout layout, List<(double X, double Y)> taken)
    {
        foreach (var other in taken)
        {
            if (Math.Abs(other.X - label.X) < Width && Math.Abs(other.Y - label.Y) < Height)
                return false;
        }

        foreach (var box in layout.Boxes)
        {
            if (Math.Abs(box.X + (LayeredLayout.BoxWidth / 2) - label.X) < (LayeredLayout.BoxWidth + Width) / 2
                && Math.Abs(box.Middle - label.Y) < (LayeredLayout.BoxHeight + Height) / 2)
                return false;
        }

        return true;
    }
}
