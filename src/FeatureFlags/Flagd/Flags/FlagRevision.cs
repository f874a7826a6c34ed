using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>One entry of the history: the document as it was from then on.</summary>
/// <param name="Id">Counts up, also over restarts.</param>
/// <param name="Time">When.</param>
/// <param name="Author">By whom and how.</param>
/// <param name="Changes">What was different from the entry before; empty when only the layout was.</param>
/// <param name="Document">All of the document.</param>
internal sealed record FlagRevision(long Id, DateTimeOffset Time, FlagAuthor Author, IReadOnlyList<FlagChange> Changes, ReadOnlyMemory<byte> Document)
{
    /// <summary>What changed, in a line.</summary>
    public string Summary => Changes switch
    {
        [] => Author == FlagAuthor.Start ? "First flags" : "No flag changed",
        { Count: <= 3 } => string.Join(", ", Changes),
        _ => $"{string.Join(", ", Changes.Take(3))} and {Changes.Count - 3} more",
    };

    public FlagSet Flags() => FlagSet.Parse(Document.Span);
}
