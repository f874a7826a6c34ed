namespace OtelShop.Flagd.Ui.Diff;

/// <summary>A comparison reduced to the lines around each change.</summary>
internal static class DiffParts
{
    private const int Context = 3;

    /// <summary>Lines to show; null marks omitted lines.</summary>
    public static IEnumerable<DiffLine?> Of(IReadOnlyList<DiffLine> lines)
    {
        var shown = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Kind != LineKind.Same)
                Array.Fill(shown, true, Math.Max(0, i - Context), Math.Min(lines.Count - 1, i + Context) - Math.Max(0, i - Context) + 1);
        }

        for (var i = 0; i < lines.Count; i++)
        {
            if (shown[i])
                yield return lines[i];
            else if (i == 0 || shown[i - 1])
                yield return null;
        }
    }
}
