using System.Text.RegularExpressions;

namespace OtelShop.Hosting.Monitoring.Tests.Dashboards;

/// <summary>Names of metrics and labels in PromQL. Syntax is checked elsewhere, by Prometheus' grammar.</summary>
internal static partial class PromNames
{
    private static readonly string[] Keywords = ["or", "and", "unless", "offset", "bool", "inf"];

    public static IEnumerable<string> MetricsOf(string query) =>
        Identifier().Matches(Grouping().Replace(Range().Replace(Selector().Replace(Quoted().Replace(query, "''"), ""), ""), "")).Select(match => match.Value).Except(Keywords).Distinct();

    /// <summary>Metrics with the text of their matchers, empty without any.</summary>
    public static IEnumerable<(string Metric, string Labels)> SelectorsOf(string query) => Selected().Matches(query).Select(match => (match.Groups["metric"].Value, match.Groups["labels"].Value));

    public static IEnumerable<string> LabelsOf(string query)
    {
        var text = Quoted().Replace(query, "''");
        var matched = Selector().Matches(text).SelectMany(selector => Label().Matches(selector.Value)).Select(match => match.Groups["name"].Value);
        var grouped = Grouping().Matches(text).SelectMany(group => group.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return matched.Concat(grouped).Distinct();
    }

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Selector();

    [GeneratedRegex(@"\[[^\]]*\]|offset \w+|\$\w+")]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(by|on|ignoring|group_left|group_right|without) ?\((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Grouping();

    [GeneratedRegex(@"(?<![\w.:])[a-zA-Z_][\w:]*(?![\w:]*\s*\()")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"(?<metric>[a-z]\w*)(\{(?<labels>[^}]*)\})?", RegexOptions.ExplicitCapture)]
    private static partial Regex Selected();

    [GeneratedRegex(@"(?<name>\w+)\s*[!=]", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();
}
