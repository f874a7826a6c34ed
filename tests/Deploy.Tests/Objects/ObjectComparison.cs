using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Objects;

/// <summary>Compares two renders whatever the order of their objects and fields.</summary>
internal static class ObjectComparison
{
    /// <summary>The first difference of each object, by JSON pointer.</summary>
    public static IEnumerable<string> Differences(IEnumerable<KubernetesObject> left, IEnumerable<KubernetesObject> right)
    {
        var (ours, theirs) = (left.ToLookup(item => item.Identity), right.ToLookup(item => item.Identity));
        foreach (var identity in ours.Select(group => group.Key).Union(theirs.Select(group => group.Key)).Order())
        {
            var (mine, other) = (ours[identity].ToList(), theirs[identity].ToList());
            if (mine.Count != 1 || other.Count != 1)
                yield return $"{identity}: {mine.Count} on the left, {other.Count} on the right";
            else if (FirstDifference(mine[0].Json, other[0].Json, "") is { } difference)
                yield return $"{mine[0]}: {difference}";
        }
    }

    private static string? FirstDifference(JsonNode? left, JsonNode? right, string pointer) => (left, right) switch
    {
        (JsonObject ours, JsonObject theirs) => ours.Select(field => field.Key).Union(theirs.Select(field => field.Key)).Order(StringComparer.Ordinal)
            .Select(name => FirstDifference(ours, theirs, name, $"{pointer}/{Escape(name)}")).FirstOrDefault(difference => difference is not null),
        (JsonArray ours, JsonArray theirs) when ours.Count == theirs.Count => Enumerable.Range(0, ours.Count)
            .Select(index => FirstDifference(ours[index], theirs[index], $"{pointer}/{index}")).FirstOrDefault(difference => difference is not null),
        (JsonArray ours, JsonArray theirs) => $"{pointer} has {ours.Count} items on the left, {theirs.Count} on the right",
        _ when JsonNode.DeepEquals(left, right) => null,
        _ => $"{pointer} is {Shown(left)} on the left, {Shown(right)} on the right",
    };

    // A field that is null differs from one that is missing.
    private static string? FirstDifference(JsonObject left, JsonObject right, string name, string pointer) =>
        !left.ContainsKey(name) ? $"{pointer} is missing on the left"
        : !right.ContainsKey(name) ? $"{pointer} is missing on the right"
        : FirstDifference(left[name], right[name], pointer);

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Shown(JsonNode? node) => node?.ToJsonString() ?? "null";
}
