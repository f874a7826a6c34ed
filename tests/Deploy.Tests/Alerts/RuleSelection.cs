using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>
/// Published rules that queries depend on, unchanged and in their groups. promtool evaluates every rule at every interval, of which a test asks for few.
/// </summary>
internal static partial class RuleSelection
{
    /// <param name="file">Text of a rule file.</param>
    /// <param name="rules">Rules that <see cref="NeededBy"/> has found.</param>
    public static JsonObject Of(string file, IReadOnlySet<string> rules) => new()
    {
        ["groups"] = new JsonArray(
        [
            .. from @group in Groups(file)
               let selected = @group["rules"]!.AsArray().Where(rule => rules.Contains(NameOf(rule!))).ToList()
               where selected.Count > 0
               select new JsonObject { ["name"] = (string)@group["name"]!, ["interval"] = (string)@group["interval"]!, ["rules"] = new JsonArray([.. selected.Select(rule => rule!.DeepClone())]) },
        ]),
    };

    /// <summary>Names of the recorded series and alerts that the queries read, and of all those that these read.</summary>
    public static IReadOnlySet<string> NeededBy(IEnumerable<string> queries, IEnumerable<string> files)
    {
        var rules = files.SelectMany(Groups).SelectMany(@group => @group["rules"]!.AsArray()).ToLookup(rule => NameOf(rule!), rule => (string)rule!["expr"]!);
        var needed = new HashSet<string>();
        var open = new Queue<string>(queries);
        while (open.TryDequeue(out var query))
        {
            foreach (var name in rules.Select(rule => rule.Key).Where(name => Reads(query, name) && needed.Add(name)))
                foreach (var expression in rules[name])
                    open.Enqueue(expression);
        }

        return needed;
    }

    // A query of alerts without their names asks for all, and so for every rule.
    private static bool Reads(string query, string name) =>
        AnyAlert().IsMatch(query) || Name().Matches(query).Any(match => match.Value == name) || AlertName().Matches(query).Any(match => Regex.IsMatch(name, $"^(?:{match.Groups[1].Value})$"));

    private static IEnumerable<JsonObject> Groups(string file) => YamlReader.Read(file).Single()["groups"]!.AsArray().OfType<JsonObject>();

    private static string NameOf(JsonNode rule) => (string?)rule["record"] ?? (string)rule["alert"]!;

    [GeneratedRegex("[a-zA-Z_:][a-zA-Z0-9_:]*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\bALERTS\b(?!\{[^}]*\balertname=)")]
    private static partial Regex AnyAlert();

    [GeneratedRegex("""alertname=~?"([^"]+)""")]
    private static partial Regex AlertName();
}
