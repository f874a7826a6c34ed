using System.Text.Json.Nodes;
using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Kubernetes.Output;

namespace OtelShop.Hosting.Kubernetes.Policies;

/// <summary>The rules for Kyverno, which evaluates the same CEL and reports what runs already.</summary>
internal static class KyvernoPolicies
{
    public const string Api = "kyverno.io/v1";

    // The rule names every kind itself.
    private static readonly Dictionary<string, string> NoGeneratedRules = new() { ["pod-policies.kyverno.io/autogen-controllers"] = "none" };

    public static IReadOnlyList<object> Of(IReadOnlyList<PodRule> rules) =>
    [
        .. rules.Select(rule => new
        {
            apiVersion = Api,
            kind = "ClusterPolicy",
            metadata = PolicyScope.Metadata(
                $"{Labels.Shop}-{rule.Name}", NoGeneratedRules.Append(new("policies.kyverno.io/description", rule.Description)).ToDictionary()),
            spec = new
            {
                background = true,
                rules = new[]
                {
                    new
                    {
                        name = rule.Name,
                        match = Match(PolicyScope.Kinds.SelectMany(kinds => kinds.Kinds)),
                        validate = new
                        {
                            failureAction = "Enforce",
                            cel = new
                            {
                                variables = PodRules.Variables.Select(variable => new { name = variable.Name, expression = variable.Expression }),
                                expressions = rule.Demands.Select(demand => new { expression = demand.Expression, message = demand.Message }),
                            },
                        },
                    },
                },
            },
        }),
    ];

    public static object Match(IEnumerable<string> kinds) => new
    {
        any = new[] { new { resources = new { kinds, namespaceSelector = PolicyScope.Namespaces, operations = PolicyScope.Operations } } },
    };

    /// <summary>What a stage that only reports changes.</summary>
    public static JsonArray Patch(KubernetesPolicyMode mode) => Patch(mode, [("/spec/rules/0/validate/failureAction", "Audit")]);

    /// <summary>Replaces values where the stage only reports.</summary>
    public static JsonArray Patch(KubernetesPolicyMode mode, IEnumerable<(string Pointer, JsonNode Value)> values) => mode is KubernetesPolicyMode.Deny ? [] : new JsonArray(new JsonObject
    {
        ["target"] = new JsonObject { ["kind"] = "ClusterPolicy" },
        ["patch"] = Yaml.Write(TemplateNode.Of(new JsonArray([.. values.Select(entry => new JsonObject { ["op"] = "replace", ["path"] = entry.Pointer, ["value"] = entry.Value })]))),
    });
}
