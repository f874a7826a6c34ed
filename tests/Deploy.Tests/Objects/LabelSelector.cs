using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Objects;

/// <summary>Matches labels as metav1.LabelSelector does; an empty selector matches everything.</summary>
internal static class LabelSelector
{
    public static bool Matches(JsonNode? selector, IReadOnlyDictionary<string, string> labels) =>
        MatchesLabels(selector.At("matchLabels"), labels) && selector.Items("matchExpressions").All(expression => Matches(expression, labels, expression.Text("key")!));

    /// <summary>Matches the plain map of labels that a Service selects with.</summary>
    public static bool MatchesLabels(JsonNode? required, IReadOnlyDictionary<string, string> labels) =>
        required.Fields().All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value?.ToString());

    private static bool Matches(JsonNode expression, IReadOnlyDictionary<string, string> labels, string key)
    {
        var isListed = labels.TryGetValue(key, out var value) && expression.Items("values").Any(item => item.ToString() == value);
        return expression.Text("operator") switch
        {
            "In" => isListed,
            "NotIn" => !isListed,
            "Exists" => labels.ContainsKey(key),
            "DoesNotExist" => !labels.ContainsKey(key),
            var other => throw new FormatException($"{other} is no operator of a label selector."),
        };
    }
}
