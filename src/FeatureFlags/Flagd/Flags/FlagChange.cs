namespace OtelShop.Flagd.Flags;

/// <summary>One difference of one flag.</summary>
/// <param name="Flag">Key of the flag.</param>
/// <param name="What">
/// <c>variant</c> (the one that a switch selects), <c>state</c>, <c>targeting</c>, <c>variants</c>, <c>metadata</c>, <c>flag</c> if added or removed, or <c>other</c>.
/// </param>
/// <param name="From">Former value; null if added.</param>
/// <param name="To">New value; null if removed.</param>
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
