using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Details;

/// <summary>What came of saving a rule.</summary>
internal sealed record RuleOutcome
{
    /// <summary>What is wrong with it; empty when nothing is.</summary>
    public IReadOnlyList<FlagProblem> Problems { get; init; } = [];

    /// <summary>The rule that somebody else saved meanwhile. Null when nobody did.</summary>
    public string? Theirs { get; init; }

    public bool IsSaved => Problems.Count == 0 && Theirs is null;
}
