using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Staging mirrors production but for a list of differences.</summary>
/// <param name="differences">What may differ: an address without its keys, a colon and a path without its counts; <c>*</c> for any part.</param>
internal sealed partial class ParityCheck(IReadOnlyList<string> differences)
{
    private readonly IReadOnlyList<Regex> _patterns = [.. differences.Select(allowed => new Regex($"^{Regex.Escape(allowed).Replace("\\*", ".*", StringComparison.Ordinal)}$"))];

    /// <summary>Reads the first column of the table in Differences.md.</summary>
    public static ParityCheck Parse(string markdown) => new([.. Rows().Matches(markdown).Select(row => row.Groups[1].Value)]);

    public IEnumerable<string> Check(Plan staging, Plan production) => Differences(staging, production)
        .Where(difference => !_patterns.Any(pattern => pattern.IsMatch(difference.Key)))
        .Select(difference => $"{difference.Key}: {difference.Staging ?? "missing"} in staging, {difference.Production ?? "missing"} in production");

    /// <summary>Allowed differences that the plans do not have.</summary>
    public IEnumerable<string> Unneeded(Plan staging, Plan production)
    {
        var found = Differences(staging, production).Select(difference => difference.Key).Distinct().ToList();
        return differences.Where((_, index) => !found.Any(_patterns[index].IsMatch));
    }

    private static IEnumerable<(string Key, string? Staging, string? Production)> Differences(Plan staging, Plan production)
    {
        var one = Flatten(staging, Staging());
        var other = Flatten(production, Production());
        return from key in one.Keys.Union(other.Keys)
               let values = (One: one.GetValueOrDefault(key), Other: other.GetValueOrDefault(key))
               where values.One != values.Other && (IsResource(key) || (one.ContainsKey(ResourceOf(key)) && other.ContainsKey(ResourceOf(key))))
               select (Counts().Replace(key, ""), values.One, values.Other);
    }

    // A value is compared without the name of its environment; a resource that only one of them has counts as one difference.
    private static Dictionary<string, string> Flatten(Plan plan, Regex environment)
    {
        var values = new Dictionary<string, string>();
        foreach (var resource in plan.Resources)
        {
            var address = environment.Replace(resource.Address, "ENV");
            values[$"{address}:"] = "planned";
            foreach (var (path, value) in Leaves(resource.Values, "")) values[$"{address}:{path}"] = Digests().Replace(environment.Replace(value, "ENV"), "");
        }

        return values;
    }

    private static bool IsResource(string key) => key.EndsWith(':');

    private static string ResourceOf(string key) => key[..(key.IndexOf(':', key.LastIndexOf(']') + 1) + 1)];

    private static IEnumerable<(string Path, string Value)> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Leaves(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}")),
        JsonArray items => items.SelectMany((item, index) => Leaves(item, $"{path}.{index}")),
        null => [],
        _ => [(path, node.ToString())],
    };

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("staging")]
    private static partial Regex Staging();

    [GeneratedRegex("prod(?!uct)")]
    private static partial Regex Production();

    [GeneratedRegex(@"\[[^]]*\]|\.\d+(?=\.|$)")]
    private static partial Regex Counts();

    // The digest that the schema-only provider gives an identifier.
    [GeneratedRegex("-[0-9a-f]{8}(?=/|$)")]
    private static partial Regex Digests();
}
