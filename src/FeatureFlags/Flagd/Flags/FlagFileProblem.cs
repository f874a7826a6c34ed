using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>Why the file on disk is not what is served.</summary>
/// <param name="Path">The file.</param>
/// <param name="Message">What is wrong with it and what is served meanwhile, as sentences.</param>
/// <param name="Details">Every place in the document that is wrong; none when there is no document.</param>
internal sealed record FlagFileProblem(string Path, string Message, IReadOnlyList<FlagProblem> Details);
