using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Rules that Prometheus evaluates one after another.</summary>
/// <param name="Name">Of the group.</param>
/// <param name="Interval">Time between evaluations.</param>
/// <param name="Rules">The rules; each sees what those before it recorded.</param>
internal sealed record RuleGroup(string Name, string Interval, IReadOnlyList<Rule> Rules);

/// <summary>A recording or an alert.</summary>
internal sealed record Rule
{
    public string? Record { get; init; }

    public string? Alert { get; init; }

    public required string Expr { get; init; }

    /// <summary>Time for which the expression must hold.</summary>
    public string? For { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public static Rule Recording(string name, string expression, params (string Name, string Value)[] labels) =>
        new() { Record = name, Expr = expression, Labels = labels.Length == 0 ? null : labels.ToDictionary(label => label.Name, label => label.Value) };
}

/// <summary>Rules in the form that Prometheus reads.</summary>
internal static class RuleJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static JsonArray Of(IEnumerable<RuleGroup> groups) => JsonSerializer.SerializeToNode(groups, Options)!.AsArray();
}
