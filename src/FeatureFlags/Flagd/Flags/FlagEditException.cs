using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>The edit does not fit the document: the flag or the variant does not exist.</summary>
internal sealed class FlagEditException(FlagProblem problem) : Exception($"{problem.Path}: {problem.Message}")
{
    public FlagProblem Problem { get; } = problem;
}
