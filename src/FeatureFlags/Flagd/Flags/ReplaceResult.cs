using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>What came of an attempt to change the flags. All but <see cref="Replaced"/> leave everything as it was.</summary>
internal abstract record ReplaceResult
{
    private ReplaceResult()
    {
    }

    /// <summary>It is done: in force, and on disk.</summary>
    /// <param name="Flags">What is served now; what was served before when the document is the same.</param>
    /// <param name="Changes">What is different now.</param>
    public sealed record Replaced(FlagSet Flags, IReadOnlyList<FlagChange> Changes) : ReplaceResult
    {
        public string Version => FlagStore.TagOf(Flags);
    }

    /// <summary>Somebody else was faster.</summary>
    /// <param name="Version">The version that is there now.</param>
    public sealed record Conflict(string Version) : ReplaceResult;

    /// <summary>The document or the edit is wrong.</summary>
    /// <param name="Problems">Everything that is, at least one.</param>
    public sealed record Invalid(IReadOnlyList<FlagProblem> Problems) : ReplaceResult;

    /// <summary>The file cannot be written.</summary>
    /// <param name="Reason">Why, as a sentence for the person who sees to it.</param>
    public sealed record Unwritable(string Reason) : ReplaceResult;
}
