using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>Reason why the daemon does not serve the file on disk.</summary>
/// <param name="Path">The file.</param>
/// <param name="Message">Sentences that state the fault and what is served instead.</param>
/// <param name="Details">Every fault in the document; empty if there is no document.</param>
internal sealed record FlagFileProblem(string Path, string Message, IReadOnlyList<FlagProblem> Details);
