using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>An entry of the history.</summary>
/// <param name="Id">Increasing number, continued after restarts.</param>
/// <param name="Time">Time of the change.</param>
/// <param name="Author">Author of the change.</param>
/// <param name="Changes">Differences from the previous entry; empty if only the layout changed.</param>
/// <param name="Document">The whole document after the change.</param>
internal sealed record FlagRevision(long Id, DateTimeOffset Time, FlagAuthor Author, IReadOnlyList<FlagChange> Changes, ReadOnlyMemory<byte> Document)
{
    /// <summary>Summary of the changes in one line.</summary>
    public string Summary => Changes switch
    {
        [] => Author == FlagAuthor.Start ? "First flags" : "No flag changed",
        { Count: <= 3 } => string.Join(", ", Changes),
        _ => $"{string.Join(", ", Changes.Take(3))} and {Changes.Count - 3} more",
    };

    public FlagSet Flags() => FlagSet.Parse(Document.Span);
}
