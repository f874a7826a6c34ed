namespace OtelShop.Dashboard.Layout;

/// <summary>Texts that are too long for where they stand.</summary>
internal static class Cut
{
    /// <summary>At most so many characters, the last of them an ellipsis where something is missing. A surrogate pair stays whole.</summary>
    public static string To(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = length - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }

    /// <summary>The first line, cut.</summary>
    public static string ToLine(string text, int length)
    {
        var line = text.AsSpan().TrimStart();
        var end = line.IndexOfAny('\r', '\n');
        return end < 0 ? To(line.ToString(), length) : To(line[..end].ToString() + "…", length);
    }
}
