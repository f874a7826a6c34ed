namespace OtelShop.Flagd.Ui.Advanced;

/// <summary>Concurrent edits of the document by two users.</summary>
/// <param name="Who">Author of the saved edit.</param>
/// <param name="At">Time of the saved edit.</param>
/// <param name="Original">Common base. Null if the history no longer has it.</param>
/// <param name="Theirs">Saved document.</param>
/// <param name="Mine">Document to save.</param>
/// <param name="IsMerged">Whether the editor holds both edits or only the second.</param>
/// <param name="Disputed">Conflicts: flags by key, other parts by path.</param>
public sealed record EditConflict(string Who, DateTimeOffset At, string? Original, string Theirs, string Mine, bool IsMerged, IReadOnlyList<string> Disputed);
