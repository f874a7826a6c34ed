using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace OtelShop.EndToEnd.Tests.Monitoring;

/// <summary>A query and where it stands.</summary>
/// <param name="Place">File, and panel or rule.</param>
/// <param name="Text">The query, variables replaced.</param>
internal sealed record PlacedQuery(string Place, string Text);

/// <summary>Queries of the published rules and dashboards.</summary>
internal static partial class MonitoringQueries
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "monitoring");

    /// <summary>Every expression of every file of rules.</summary>
    public static IEnumerable<PlacedQuery> OfRules() =>
        from file in Directory.EnumerateFiles(Path.Combine(Folder, "rules"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        from @group in new DeserializerBuilder().IgnoreUnmatchedProperties().Build().Deserialize<RuleFile>(File.ReadAllText(file)).Groups
        from rule in @group.Rules
        select new PlacedQuery($"{Path.GetRelativePath(Folder, file)} {rule.Record ?? rule.Alert}", rule.Expr);

    /// <summary>Every query to Prometheus of every dashboard: panels, annotations and variables.</summary>
    public static IEnumerable<PlacedQuery> OfDashboards() =>
        from file in Directory.EnumerateFiles(Path.Combine(Folder, "dashboards"), "*.json").Order(StringComparer.Ordinal)
        from query in Find(JsonNode.Parse(File.ReadAllText(file))!, "")
        select new PlacedQuery($"{Path.GetFileName(file)} {query.Place}", Replace(query.Text));

    private static IEnumerable<PlacedQuery> Find(JsonNode node, string title)
    {
        if (node is JsonArray list)
            return list.OfType<JsonNode>().SelectMany(child => Find(child, title));
        if (node is not JsonObject part)
            return [];
        title = TextOf(part["title"]) ?? TextOf(part["name"]) ?? title;
        var own = (TextOf(part["datasource"]?["type"]) ?? "prometheus") == "prometheus" && TextOf(part["expr"]) is { Length: > 0 } query ? [new PlacedQuery(title, query)] : Array.Empty<PlacedQuery>();
        var variable = TextOf(part["definition"]) ?? TextOf((part["query"] as JsonObject)?["query"]);
        if (variable is not null && LabelValues().Match(variable) is { Success: true } values)
            own = [.. own, new PlacedQuery($"${title}", values.Groups["series"].Value)];
        return [.. own, .. part.Select(child => child.Value).OfType<JsonNode>().SelectMany(child => Find(child, title))];
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    // As Grafana does when every value is selected and five minutes are shown.
    private static string Replace(string query) => Variable().Replace(query, match => match.Groups["name"].Value switch
    {
        "__rate_interval" or "__interval" or "__auto" => "1m",
        "__range" => "5m",
        "__range_s" => "300",
        _ => ".*",
    });

    [GeneratedRegex(@"^label_values\((?<series>.*),\s*[a-zA-Z_]+\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex LabelValues();

    [GeneratedRegex(@"\$(\{(?<name>[a-zA-Z_]+)(:[a-z]+)?\}|(?<name>[a-zA-Z_]+))", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();

    private sealed class RuleFile
    {
        [YamlMember(Alias = "groups")]
        public List<RuleGroup> Groups { get; set; } = [];
    }

    private sealed class RuleGroup
    {
        [YamlMember(Alias = "rules")]
        public List<Rule> Rules { get; set; } = [];
    }

    private sealed class Rule
    {
        [YamlMember(Alias = "record")]
        public string? Record { get; set; }

        [YamlMember(Alias = "alert")]
        public string? Alert { get; set; }

        [YamlMember(Alias = "expr")]
        public string Expr { get; set; } = "";
    }
}
