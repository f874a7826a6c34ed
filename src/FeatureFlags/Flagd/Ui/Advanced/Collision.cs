namespace OtelShop.Flagd.Ui.Advanced;

/// <summary>Two people edited the document at the same time.</summary>
/// <param name="Who">Who saved first.</param>
/// <param name="At">When.</param>
/// <param name="Original">What both began with. Null when the history does not have it any more.</param>
/// <param name="Theirs">What is saved.</param>
/// <param name="Mine">What was to be saved.</param>
/// <param name="IsMerged">Whether the editor holds both edits; else it holds the second one's alone.</param>
/// <param name="Disputed">What both have changed: flags by their keys, other parts by their paths.</param>
public sealed record Collision(string Who, DateTimeOffset At, string? Original, string Theirs, string Mine, bool IsMerged, IReadOnlyList<string> Disputed);
