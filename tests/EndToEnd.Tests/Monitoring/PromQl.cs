using System.Text;
using System.Text.RegularExpressions;

namespace OtelShop.EndToEnd.Tests.Monitoring;

/// <summary>Reads queries word by word, as far as a check of their data needs it.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Grouping = ["by", "without", "on", "ignoring", "group_left", "group_right"];
    private static readonly HashSet<string> Keywords = ["and", "or", "unless", "bool", "offset", "atan2", "inf", "nan"];
    private static readonly HashSet<string> Comparisons = ["==", "!=", "<", ">", "<=", ">="];

    /// <summary>Vector selectors: names with their label matchers as written, without ranges and offsets.</summary>
    public static IReadOnlyList<string> Selectors(string query)
    {
        var words = Words(query).Where(word => !string.IsNullOrWhiteSpace(word)).ToList();
        HashSet<string> selectors = [];
        for (var i = 0; i < words.Count; i++)
        {
            var (word, next) = (words[i], i + 1 < words.Count ? words[i + 1] : "");
            if (word == "[")
                i = words.IndexOf("]", i);
            else if (word == "{" || (IsName(word) && next == "{"))
            {
                var end = words.IndexOf("}", i);
                selectors.Add(string.Concat(words[i..(end + 1)]));
                i = end;
            }
            else if (Grouping.Contains(word) && next == "(")
                i = words.IndexOf(")", i);
            else if (IsName(word) && next is not ("(" or "by" or "without") && !Grouping.Contains(word) && !Keywords.Contains(word.ToLowerInvariant()))
                selectors.Add(word);
        }

        return [.. selectors];
    }

    /// <summary>
    /// The query without what makes it empty in a healthy shop: comparisons give 0 or 1 instead of removing series, <c>unless</c> becomes <c>and</c>, absence becomes
    /// presence, and offsets go because a run is shorter. So the result is empty only when a series is missing, or when the labels of two sides do not meet.
    /// </summary>
    public static string WithoutConditions(string query)
    {
        var words = Words(Offset().Replace(query, "")).ToList();
        var text = new StringBuilder();
        var isMatcher = false;
        for (var i = 0; i < words.Count; i++)
        {
            isMatcher = words[i] == "{" || (isMatcher && words[i] != "}");
            text.Append(words[i] switch
            {
                "absent_over_time" => "last_over_time",
                "absent" => "",
                "unless" => "and",
                var word when !isMatcher && Comparisons.Contains(word) && words.Skip(i + 1).FirstOrDefault(next => !string.IsNullOrWhiteSpace(next)) != "bool" => word + " bool",
                var word => word,
            });
        }

        return text.ToString();
    }

    private static IEnumerable<string> Words(string query) => Word().Matches(query).Select(match => match.Value);

    private static bool IsName(string word) => char.IsAsciiLetter(word[0]) || word[0] is '_' or ':';

    [GeneratedRegex(@"\boffset\s+-?[0-9][0-9a-z]*")]
    private static partial Regex Offset();

    // Strings, names, numbers and durations, operators of two characters, white space, other characters.
    [GeneratedRegex("""
        "(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|[a-zA-Z_:][a-zA-Z0-9_:]*|[0-9][0-9.]*(?:[eE][+-]?[0-9]+|[a-z0-9]*)|[=!<>]=|[=!]~|\s+|.
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Word();
}
