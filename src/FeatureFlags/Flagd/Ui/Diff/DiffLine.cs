namespace OtelShop.Flagd.Ui.Diff;

/// <summary>A line of one or both texts.</summary>
/// <param name="Kind">In which.</param>
/// <param name="Text">The line, without its end.</param>
/// <param name="Before">Its number in the text before, from 1. Null where it is not.</param>
/// <param name="After">Its number in the text after, from 1. Null where it is not.</param>
internal readonly record struct DiffLine(LineKind Kind, string Text, int? Before, int? After);
