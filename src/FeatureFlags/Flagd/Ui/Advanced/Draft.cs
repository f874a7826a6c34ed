using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Advanced;

/// <summary>A document that somebody is editing, as the page shows it.</summary>
public sealed record Draft
{
    /// <summary>The document as it stands in the editor.</summary>
    public required string Text { get; init; }

    /// <summary>The version that it will replace.</summary>
    public required string Version { get; init; }

    /// <summary>What is wrong with it; empty when nothing is.</summary>
    public IReadOnlyList<FlagProblem> Problems { get; init; } = [];

    /// <summary>What is doubtful, though it can be saved.</summary>
    public IReadOnlyList<FlagProblem> Warnings { get; init; } = [];

    /// <summary>The document that is served, when the draft was compared with it. Null before.</summary>
    public string? Served { get; init; }

    /// <summary>Somebody else has saved meanwhile. Null when nobody has.</summary>
    public Collision? Collision { get; init; }

    /// <summary>Whether it can be saved as it is.</summary>
    public bool IsReady => Served is not null && Problems.Count == 0;
}
