using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>
/// Merges the variants of an object into one template: what home, mesh, delivery and provider of secrets change becomes a condition, what a stage changes becomes a value, and a
/// difference that has no name among the values is refused.
/// </summary>
internal sealed class VariantMerge(string key, ValueNames names, ChartValues values)
{
    /// <param name="nodes">The same place of the object in each variant that has it.</param>
    /// <param name="pointer">JSON pointer of the place.</param>
    /// <exception cref="DistributedApplicationException">Stages differ in a place that has no name.</exception>
    public TemplateNode Merge(IReadOnlyDictionary<Variant, JsonNode?> nodes, string pointer)
    {
        if (names.Of(key, pointer, nodes.Values.First()) is { } named)
            return named.Resolve(nodes, values);
        var first = nodes.Values.First();
        if (nodes.Values.All(node => Same(node, first)) && !ValueNames.HasNameBelow(key, pointer))
            return Literal(first);
        if (nodes.Values.All(node => node is JsonObject))
            return new TemplateMap([.. MergeEntries(nodes, pointer)]);
        if (nodes.Values.All(node => node is JsonArray))
            return new TemplateList([.. MergeItems(nodes, pointer)]);
        if (nodes.Values.All(node => Same(node, first)))
            return Literal(first);
        throw Unnamed(pointer, nodes);
    }

    private IEnumerable<TemplateEntry> MergeEntries(IReadOnlyDictionary<Variant, JsonNode?> nodes, string pointer)
    {
        foreach (var name in Union(nodes.Values.Select(node => node!.AsObject().Select(entry => entry.Key))))
        {
            var present = nodes.Where(node => node.Value!.AsObject().ContainsKey(name)).ToDictionary(node => node.Key, node => node.Value![name]);
            foreach (var (condition, group) in Groups(nodes, present, $"{pointer}/{Escape(name)}"))
                yield return new TemplateEntry(name, Merge(group, $"{pointer}/{Escape(name)}"), condition);
        }
    }

    private IEnumerable<TemplateEntry> MergeItems(IReadOnlyDictionary<Variant, JsonNode?> nodes, string pointer)
    {
        var lists = nodes.Values.Distinct().ToDictionary(node => node!, node => Keyed(node!.AsArray()));
        var keyed = nodes.ToDictionary(node => node.Key, node => lists[node.Value!]);
        var index = 0;
        foreach (var item in Union(keyed.Values.Select(items => items.Select(entry => entry.Key))))
        {
            var present = keyed.Where(items => items.Value.ContainsKey(item)).ToDictionary(items => items.Key, items => items.Value[item]);
            foreach (var (condition, group) in Groups(nodes, present, $"{pointer}/{index}"))
                yield return new TemplateEntry("", Merge(group, $"{pointer}/{index}"), condition);
            index++;
        }
    }

    /// <summary>Splits the variants until none but named differences and nested ones remain.</summary>
    private IEnumerable<(string? Condition, IReadOnlyDictionary<Variant, JsonNode?> Nodes)> Groups(
        IReadOnlyDictionary<Variant, JsonNode?> universe, Dictionary<Variant, JsonNode?> present, string pointer)
    {
        var first = present.Values.First();
        var isOneGroup = names.Of(key, pointer, first) is not null
            || present.Values.All(node => node is JsonObject) || present.Values.All(node => node is JsonArray)
            || present.Values.All(node => Same(node, first));
        if (isOneGroup)
        {
            yield return (ConditionOf(universe.Keys, present.Keys, pointer), present);
            yield break;
        }

        foreach (var group in present.GroupBy(node => node.Value?.ToJsonString() ?? "null"))
        {
            var nodes = group.ToDictionary(node => node.Key, node => node.Value);
            yield return (ConditionOf(universe.Keys, nodes.Keys, pointer), nodes);
        }
    }

    /// <summary>The condition under which the chosen variants, and no others of the universe, are installed. Null when all are chosen.</summary>
    /// <exception cref="DistributedApplicationException">It depends on the stage.</exception>
    public string? ConditionOf(IEnumerable<Variant> universe, IEnumerable<Variant> chosen, string pointer)
    {
        var selected = chosen.ToHashSet();
        var all = universe.ToList();
        if (selected.Count == all.Count)
            return null;
        List<Choice> choices =
        [
            Choice.Of("home", variant => variant.Home, selected, all),
            Choice.Of("mesh", variant => variant.Mesh, selected, all),
            Choice.Of("delivery", variant => variant.Delivery, selected, all),
            Choice.Of("secrets.provider", variant => variant.Provider, selected, all),
        ];
        if (!Describe(choices))
            throw Unnamed(pointer, all.ToDictionary(variant => variant, variant => (JsonNode?)selected.Contains(variant)));
        // Not every home has every provider: a choice may follow from the others.
        for (var index = choices.Count - 1; index >= 0; index--)
        {
            if (Describe([.. choices[..index], .. choices[(index + 1)..]]))
                choices.RemoveAt(index);
        }

        return choices is [var one] ? one.Text : $"and {string.Join(' ', choices.Select(choice => $"({choice.Text})"))}";

        bool Describe(IEnumerable<Choice> conditions) => all.All(variant => selected.Contains(variant) == conditions.All(condition => condition.Includes(variant)));
    }

    /// <summary>What the chosen variants have of one value.</summary>
    private sealed record Choice(string Text, Predicate<Variant> Includes)
    {
        public static Choice Of<T>(string value, Func<Variant, T> read, IEnumerable<Variant> selected, IEnumerable<Variant> all) where T : struct, Enum
        {
            var chosen = selected.Select(read).ToHashSet();
            var others = all.Select(read).Except(chosen).ToList();
            var text = chosen.Count == 1 ? $"eq .Values.{value} \"{Camel(chosen.Single())}\""
                : others.Count == 1 ? $"ne .Values.{value} \"{Camel(others.Single())}\""
                : $"has .Values.{value} (list {string.Join(' ', chosen.Order().Select(one => $"\"{Camel(one)}\""))})";
            return new Choice(text, variant => chosen.Contains(read(variant)));
        }
    }

    /// <summary>An enumeration's name as it is written among the values.</summary>
    internal static string Camel<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    // Variants share most of their objects.
    private static bool Same(JsonNode? one, JsonNode? other) => ReferenceEquals(one, other) || JsonNode.DeepEquals(one, other);

    // The namespace of a release is Helm's to say.
    private static TemplateNode Literal(JsonNode? node) => HelmText.Template(TemplateNode.Of(node));

    // Items of a list of named objects belong together by name, others by what they are.
    private static Dictionary<string, JsonNode?> Keyed(JsonArray items)
    {
        var isNamed = items.All(item => item is JsonObject map && map["name"] is JsonValue);
        var keyed = new Dictionary<string, JsonNode?>();
        foreach (var item in items)
            keyed[isNamed ? (string)item!["name"]! : item?.ToJsonString() ?? "null"] = item;
        return keyed;
    }

    /// <summary>All keys, in an order that agrees with that of every list.</summary>
    private static List<string> Union(IEnumerable<IEnumerable<string>> lists)
    {
        var union = new List<string>();
        foreach (var list in lists)
        {
            var position = 0;
            foreach (var item in list)
            {
                var known = union.IndexOf(item);
                if (known < 0)
                    union.Insert(position, item);
                position = Math.Max(position, (known < 0 ? position : known) + 1);
            }
        }

        return union;
    }

    private DistributedApplicationException Unnamed(string pointer, IReadOnlyDictionary<Variant, JsonNode?> nodes) =>
        new($"{key} differs between {string.Join(", ", nodes.Keys.Select(variant => variant.Stage.Name).Distinct())} at {pointer}, which has no name among the chart's values: add one to {nameof(ValueNames)}.");

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
