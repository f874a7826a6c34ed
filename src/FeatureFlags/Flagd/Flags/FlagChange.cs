namespace OtelShop.Flagd.Flags;

/// <summary>One thing that is different about one flag.</summary>
/// <param name="Flag">Its key.</param>
/// <param name="What">
/// <c>variant</c> (the one that a switch selects), <c>state</c>, <c>targeting</c>, <c>variants</c>, <c>metadata</c>, <c>flag</c> when it came or went, or <c>other</c>.
/// </param>
/// <param name="From">As it was. Null when there was none.</param>
/// <param name="To">As it is. Null when there is none.</param>
internal sealed record FlagChange(string Flag, string What, string? From, string? To)
{
    public override string ToString() => (What, From, To) switch
    {
        ("flag", null, _) => $"{Flag} added",
        ("flag", _, null) => $"{Flag} removed",
        ("variant", _, _) => $"{Flag}: {From ?? "none"} → {To ?? "none"}",
        _ => $"{Flag}: {What} {From ?? "none"} → {To ?? "none"}",
    };
}
