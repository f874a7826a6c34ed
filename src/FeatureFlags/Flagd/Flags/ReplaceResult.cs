using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>Result of an attempt to change the flags. Only <see cref="Replaced"/> changes anything.</summary>
internal abstract record ReplaceResult
{
    private ReplaceResult()
    {
    }

    /// <summary>The change is in force and on disk.</summary>
    /// <param name="Flags">Flags served now; the former ones if the document is identical.</param>
    /// <param name="Changes">Differences from the former document.</param>
    public sealed record Replaced(FlagSet Flags, IReadOnlyList<FlagChange> Changes) : ReplaceResult
    {
        public string Version => FlagStore.TagOf(Flags);
    }

    /// <summary>Another author changed the document first.</summary>
    /// <param name="Version">Current version.</param>
    public sealed record Conflict(string Version) : ReplaceResult;

    /// <summary>The document or the edit is invalid.</summary>
    /// <param name="Problems">All problems, at least one.</param>
    public sealed record Invalid(IReadOnlyList<FlagProblem> Problems) : ReplaceResult;

    /// <summary>The file cannot be written.</summary>
    /// <param name="Reason">Reason as a sentence for the operator.</param>
    public sealed record Unwritable(string Reason) : ReplaceResult;
}
