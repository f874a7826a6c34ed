using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>An edit that does not fit the document: there is no such flag, or no such variant.</summary>
internal sealed class FlagEditException(FlagProblem problem) : Exception($"{problem.Path}: {problem.Message}")
{
    public FlagProblem Problem { get; } = problem;
}
