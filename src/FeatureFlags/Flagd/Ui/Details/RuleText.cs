using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Details;

/// <summary>Converts a flag's rule between document and editor, where it has no indentation.</summary>
internal static class RuleText
{
    // Depth within "flags", a flag, and "targeting".
    private const int Depth = 6;

    /// <summary>Empty if the flag has no rule.</summary>
    public static string Of(Flag flag) => flag.Targeting is { } rule ? Outdented(rule) : "";

    /// <summary>Removes the document's indentation.</summary>
    public static string Outdented(JsonElement json)
    {
        var lines = json.GetRawText().ReplaceLineEndings("\n").Split('\n');
        var indentation = lines.Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart(' ').Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select((line, index) => index == 0 ? line : line.Length >= indentation ? line[indentation..] : line.TrimStart()));
    }

    /// <summary>Adds the document's indentation.</summary>
    public static string ForDocument(string text) =>
        string.Join('\n', text.Trim().ReplaceLineEndings("\n").Split('\n').Select((line, index) => index == 0 ? line.TrimEnd() : new string(' ', Depth) + line.TrimEnd()));

    /// <summary>Whether a path of the document lies in the rule of this flag.</summary>
    public static bool IsIn(string path, string key) =>
        path.StartsWith($"$.flags.{key}.targeting", StringComparison.Ordinal) || path.StartsWith($"$.flags['{key}'].targeting", StringComparison.Ordinal);

    /// <summary>Detects a concurrent change of the rule.</summary>
    public static string VersionOf(Flag flag) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(flag))).AsSpan(0, 8));
}
