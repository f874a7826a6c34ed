namespace OtelShop.ServiceMap.Drawing;

/// <summary>Heights of places: in the order of their column, apart, and close to their neighbours.</summary>
internal static class LayerPlacement
{
    private const int Sweeps = 24;

    /// <param name="grid">Sorted columns.</param>
    /// <param name="heightOf">Of a place.</param>
    /// <param name="gap">Between places of a column.</param>
    /// <returns>The middle of each place.</returns>
    public static double[] Place(LayerGrid grid, Func<int, double> heightOf, double gap)
    {
        var middles = new double[grid.PlaceCount];
        var tallest = Enumerable.Range(0, grid.LayerCount).Select(Height).DefaultIfEmpty(0).Max();
        for (var layer = 0; layer < grid.LayerCount; layer++)
        {
            var y = (tallest - Height(layer)) / 2;
            foreach (var place in grid.Column(layer))
            {
                middles[place] = y + (heightOf(place) / 2);
                y += heightOf(place) + gap;
            }
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var i = 0; i < grid.LayerCount; i++)
            {
                var layer = sweep % 2 == 0 ? i : grid.LayerCount - 1 - i;
                Separate(grid.Column(layer), place => Preferred(grid, place, middles), middles, heightOf, gap);
            }
        }

        for (var layer = 0; layer < grid.LayerCount; layer++)
            Attach(grid, grid.Column(layer), middles, heightOf, gap);
        return middles;

        double Height(int layer) => grid.Column(layer).Sum(heightOf) + (gap * (grid.Column(layer).Count - 1));
    }

    private static double Preferred(LayerGrid grid, int place, double[] middles)
    {
        var neighbours = grid.LeftOf(place).Concat(grid.RightOf(place)).Select(n => middles[n]).ToArray();
        return neighbours.Length == 0 ? middles[place] : neighbours.Average();
    }

    // A place without neighbours follows the nearest place that has some; it would stay behind while the others move.
    private static void Attach(LayerGrid grid, IReadOnlyList<int> column, double[] middles, Func<int, double> heightOf, double gap)
    {
        var drawn = Enumerable.Range(0, column.Count).Where(i => grid.LeftOf(column[i]).Count + grid.RightOf(column[i]).Count > 0).ToArray();
        if (drawn.Length == 0)
            return;
        for (var i = drawn[0] - 1; i >= 0; i--)
            middles[column[i]] = middles[column[i + 1]] - Apart(i, i + 1);
        for (var i = drawn[^1] + 1; i < column.Count; i++)
            middles[column[i]] = middles[column[i - 1]] + Apart(i - 1, i);

        double Apart(int upper, int lower) => ((heightOf(column[upper]) + heightOf(column[lower])) / 2) + gap;
    }

    // Places that would overlap join a block at the average of their preferences (pool adjacent violators).
    private static void Separate(IReadOnlyList<int> column, Func<int, double> preferred, double[] middles, Func<int, double> heightOf, double gap)
    {
        List<(double Sum, int Count)> blocks = [];
        var offsets = new double[column.Count];
        for (var i = 1; i < column.Count; i++)
            offsets[i] = offsets[i - 1] + ((heightOf(column[i - 1]) + heightOf(column[i])) / 2) + gap;
        for (var i = 0; i < column.Count; i++)
        {
            blocks.Add((preferred(column[i]) - offsets[i], 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count >= blocks[^1].Sum / blocks[^1].Count)
            {
                var (sum, count) = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                blocks[^1] = (blocks[^1].Sum + sum, blocks[^1].Count + count);
            }
        }

        var at = 0;
        foreach (var (sum, count) in blocks)
        {
            for (var member = 0; member < count; member++, at++)
                middles[column[at]] = (sum / count) + offsets[at];
        }
    }
}
