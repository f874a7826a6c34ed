namespace OtelShop.FlagdCore;

/// <summary>A document is no flag definition: its JSON is malformed, or it breaks the schema.</summary>
/// <param name="problems">Everything that was found, in the order of the document; at least one.</param>
public sealed class FlagSetException(IReadOnlyList<FlagProblem> problems)
    : FormatException(string.Join(Environment.NewLine, problems.Select(problem => $"{problem.Path}: {problem.Message}")))
{
    /// <summary>Everything that was found, in the order of the document; at least one.</summary>
    public IReadOnlyList<FlagProblem> Problems { get; } = problems;
}
