namespace OtelShop.Flagd.Ui.Diff;

/// <summary>Shortest edit script between two texts by line (Myers, "An O(ND) Difference Algorithm", 1986).</summary>
internal static class LineDiff
{
    // Backtracking needs memory quadratic in this limit. Texts with more differences are shown as replaced.
    private const int MostEdits = 1_000;

    public static IReadOnlyList<DiffLine> Between(string before, string after)
    {
        var a = Lines(before);
        var b = Lines(after);
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
            start++;
        var end = 0;
        while (end < a.Length - start && end < b.Length - start && a[^(end + 1)] == b[^(end + 1)])
            end++;

        var lines = new List<DiffLine>(Math.Max(a.Length, b.Length));
        for (var i = 0; i < start; i++)
            lines.Add(new(LineKind.Same, a[i], i + 1, i + 1));
        var middle = Middle(a.AsSpan(start, a.Length - start - end), b.AsSpan(start, b.Length - start - end));
        lines.AddRange(middle.Select(line => line with { Before = line.Before + start, After = line.After + start }));
        for (var i = end; i > 0; i--)
            lines.Add(new(LineKind.Same, a[^i], a.Length - i + 1, b.Length - i + 1));
        return lines;
    }

    /// <summary>Ignore line ends: browsers send others than files have.</summary>
    public static string[] Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n');
        return lines.Length == 0 ? [] : lines.Split('\n');
    }

    private static List<DiffLine> Middle(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
    {
        var trace = Trace(a, b);
        var lines = new List<DiffLine>();
        if (trace is null)
        {
            for (var i = 0; i < a.Length; i++)
                lines.Add(new(LineKind.Removed, a[i], i + 1, null));
            for (var i = 0; i < b.Length; i++)
                lines.Add(new(LineKind.Added, b[i], null, i + 1));
            return lines;
        }

        // Backtrack from the end of both texts along the furthest points of each round.
        var (x, y) = (a.Length, b.Length);
        for (var edits = trace.Count - 1; edits >= 0; edits--)
        {
            var reached = trace[edits];
            var diagonal = x - y;
            var isAddition = edits > 0 && (diagonal == -edits || (diagonal != edits && At(reached, diagonal - 1) < At(reached, diagonal + 1)));
            var (fromX, fromY) = edits == 0 ? (0, 0) : Point(reached, isAddition ? diagonal + 1 : diagonal - 1);
            while (x > fromX && y > fromY)
            {
                x--;
                y--;
                lines.Add(new(LineKind.Same, a[x], x + 1, y + 1));
            }

            if (edits == 0)
                break;
            lines.Add(isAddition ? new(LineKind.Added, b[y - 1], null, y) : new(LineKind.Removed, a[x - 1], x, null));
            (x, y) = (fromX, fromY);
        }

        lines.Reverse();
        return lines;
    }

    // Furthest x on each diagonal before each edit. Null: too many edits.
    private static List<int[]>? Trace(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
    {
        var most = Math.Min(a.Length + b.Length, MostEdits);
        var trace = new List<int[]>();
        var reached = new int[1];
        for (var edits = 0; edits <= most; edits++)
        {
            trace.Add(reached);
            var next = new int[2 * edits + 1];
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var x = edits == 0 ? 0
                    : diagonal == -edits || (diagonal != edits && At(reached, diagonal - 1) < At(reached, diagonal + 1)) ? At(reached, diagonal + 1)
                    : At(reached, diagonal - 1) + 1;
                var y = x - diagonal;
                while (x < a.Length && y < b.Length && a[x] == b[y])
                {
                    x++;
                    y++;
                }

                next[diagonal + edits] = x;
                if (x == a.Length && y == b.Length)
                    return trace;
            }

            reached = next;
        }

        return null;
    }

    // Diagonals that a round did not reach count as behind all others.
    private static int At(int[] reached, int diagonal)
    {
        var middle = reached.Length / 2;
        return Math.Abs(diagonal) <= middle ? reached[diagonal + middle] : -1;
    }

    private static (int X, int Y) Point(int[] reached, int diagonal) => (At(reached, diagonal), At(reached, diagonal) - diagonal);
}
