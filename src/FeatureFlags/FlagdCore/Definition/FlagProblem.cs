namespace OtelShop.FlagdCore;

/// <summary>Something in a flag definition that is wrong.</summary>
/// <param name="Path">Where, as a JSON path from the root: <c>$.flags.adFailure.defaultVariant</c>.</param>
/// <param name="Message">Sentence that states the problem for the editor of the document.</param>
public sealed record FlagProblem(string Path, string Message);
