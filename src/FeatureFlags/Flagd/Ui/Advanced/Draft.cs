using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Advanced;

/// <summary>A document in the editor.</summary>
public sealed record Draft
{
    /// <summary>Text of the editor.</summary>
    public required string Text { get; init; }

    /// <summary>Version that it replaces.</summary>
    public required string Version { get; init; }

    /// <summary>Errors; empty if valid.</summary>
    public IReadOnlyList<FlagProblem> Problems { get; init; } = [];

    /// <summary>Warnings, which do not prevent saving.</summary>
    public IReadOnlyList<FlagProblem> Warnings { get; init; } = [];

    /// <summary>Served document that the draft was compared with. Null: not compared yet.</summary>
    public string? Served { get; init; }

    /// <summary>Concurrent edit by another user. Null: none.</summary>
    public EditConflict? EditConflict { get; init; }

    /// <summary>Whether the draft can be saved as it is.</summary>
    public bool IsReady => Served is not null && Problems.Count == 0;
}
