namespace OtelShop.FlagdCore;

/// <summary>Something in a flag definition that is wrong.</summary>
/// <param name="Path">Where, as a JSON path from the root: <c>$.flags.adFailure.defaultVariant</c>.</param>
/// <param name="Message">What is wrong there, as a sentence for the person who edits the document.</param>
public sealed record FlagProblem(string Path, string Message);
