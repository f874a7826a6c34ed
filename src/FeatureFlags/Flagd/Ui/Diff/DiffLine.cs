namespace OtelShop.Flagd.Ui.Diff;

/// <summary>A line of a comparison.</summary>
/// <param name="Kind">Text or texts that contain the line.</param>
/// <param name="Text">The line without its line end.</param>
/// <param name="Before">Line number in the former text, from 1. Null if absent.</param>
/// <param name="After">Line number in the new text, from 1. Null if absent.</param>
internal readonly record struct DiffLine(LineKind Kind, string Text, int? Before, int? After);
