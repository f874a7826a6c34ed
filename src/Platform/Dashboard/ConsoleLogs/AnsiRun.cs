namespace OtelShop.Dashboard.ConsoleLogs;

/// <summary>A piece of a line that looks the same throughout.</summary>
/// <param name="Text">Without any control character.</param>
/// <param name="Style">How it looks.</param>
internal readonly record struct AnsiRun(string Text, AnsiStyle Style);
