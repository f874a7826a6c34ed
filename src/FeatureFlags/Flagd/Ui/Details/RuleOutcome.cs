using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Details;

/// <summary>Result of saving a rule.</summary>
internal sealed record RuleOutcome
{
    /// <summary>Errors; empty if saved.</summary>
    public IReadOnlyList<FlagProblem> Problems { get; init; } = [];

    /// <summary>Rule that another user saved since the page was shown. Null: none.</summary>
    public string? Theirs { get; init; }

    public bool IsSaved => Problems.Count == 0 && Theirs is null;
}
