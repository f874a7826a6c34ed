namespace OtelShop.Dashboard.ConsoleLogs;

/// <summary>How a terminal would show a piece of text.</summary>
internal readonly record struct AnsiStyle
{
    /// <summary>1 to 16: one of the sixteen colours of a terminal. 0 is the default.</summary>
    public byte Foreground { get; init; }

    /// <summary>As <see cref="Foreground"/>.</summary>
    public byte Background { get; init; }

    public bool IsBold { get; init; }

    public bool IsDim { get; init; }

    public bool IsItalic { get; init; }

    public bool IsUnderlined { get; init; }

    public bool IsInverse { get; init; }

    public bool IsStruck { get; init; }

    /// <summary>Classes of wwwroot/console.css. Empty for plain text.</summary>
    public string Css => string.Join(' ', Classes());

    private IEnumerable<string> Classes()
    {
        if (Foreground > 0)
            yield return $"ansi-fg-{Foreground - 1}";
        if (Background > 0)
            yield return $"ansi-bg-{Background - 1}";
        if (IsBold)
            yield return "ansi-bold";
        if (IsDim)
            yield return "ansi-dim";
        if (IsItalic)
            yield return "ansi-italic";
        if (IsUnderlined)
            yield return "ansi-underlined";
        if (IsInverse)
            yield return "ansi-inverse";
        if (IsStruck)
            yield return "ansi-struck";
    }
}
