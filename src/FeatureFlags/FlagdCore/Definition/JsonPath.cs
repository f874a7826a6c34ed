namespace OtelShop.FlagdCore;

/// <summary>Builds JSON paths as people write them: <c>$.flags.adFailure.variants['on demand']</c>.</summary>
internal static class JsonPath
{
    public const string Root = "$";

    public static string Member(string parent, string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$')
            ? $"{parent}.{name}"
            : $"{parent}['{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";

    public static string Item(string parent, int index) => $"{parent}[{index}]";
}
