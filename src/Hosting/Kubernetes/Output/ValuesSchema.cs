using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>The schema of the chart's values, which Helm applies before it renders: a misspelt value is refused.</summary>
internal static class ValuesSchema
{
    // Their keys are names of variables, of which a user may add any.
    private static readonly string[] OpenMaps = ["config"];

    // A stage without spot nodes has none.
    private static readonly string[] EmptyLists = ["preferences", "tolerations"];

    private static readonly JsonSerializerOptions Indented = new(TemplateNode.Json) { WriteIndented = true };

    public static string Of(JsonObject values)
    {
        var schema = Map(values, isOpen: false);
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        var properties = schema["properties"]!.AsObject();
        properties["home"] = Choice<KubernetesHome>();
        properties["delivery"] = Choice<KubernetesDelivery>();
        properties["mesh"] = Choice<Mesh>();
        properties["secrets"]!["properties"]!["provider"] = Choice<SecretsProvider>();
        // Key Vault is in one home.
        schema["if"] = With("secrets", With("provider", Constant(VariantMerge.Camel(SecretsProvider.Csi))));
        schema["then"] = With("home", Constant(VariantMerge.Camel(KubernetesHome.Azure)));
        // A file with an image tag is an object of Kustomize, too.
        foreach (var (name, type) in new[] { ("apiVersion", "string"), ("kind", "string"), ("metadata", "object") })
            properties[name] = new JsonObject { ["type"] = type };
        // Helm gives these to every chart.
        properties["global"] = new JsonObject { ["type"] = "object" };
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Constant(string value) => new() { ["const"] = value };

    private static JsonObject With(string name, JsonObject value) => new() { ["properties"] = new JsonObject { [name] = value }, ["required"] = new JsonArray(name) };

    private static JsonObject Choice<T>() where T : struct, Enum =>
        new() { ["enum"] = new JsonArray([.. Enum.GetValues<T>().Select(value => (JsonNode)VariantMerge.Camel(value))]) };

    private static JsonObject Of(string name, JsonNode? value) => value switch
    {
        JsonObject map => Map(map, OpenMaps.Contains(name)),
        JsonArray list => new JsonObject { ["type"] = "array", ["minItems"] = EmptyLists.Contains(name) ? 0 : 1, ["items"] = new JsonObject { ["type"] = list is [JsonObject, ..] || EmptyLists.Contains(name) ? "object" : "string" } },
        _ => Scalar(name, value),
    };

    private static JsonObject Map(JsonObject map, bool isOpen) => isOpen
        ? new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } }
        : new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(map.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, Of(entry.Key, entry.Value)))),
        };

    private static JsonObject Scalar(string name, JsonNode? value) => value?.GetValueKind() switch
    {
        // Only an autoscaler needs a pod to begin with.
        JsonValueKind.Number => new JsonObject { ["type"] = "integer", ["minimum"] = name == "replicas" ? 0 : 1 },
        JsonValueKind.True or JsonValueKind.False => new JsonObject { ["type"] = "boolean" },
        // Quantities such as 1 and 0.5 are numbers in YAML.
        _ when name is "cpu" or "memory" => new JsonObject { ["type"] = new JsonArray("string", "number"), ["pattern"] = "^[0-9]+(\\.[0-9]+)?(m|[KMG]i?)?$" },
        _ => new JsonObject { ["type"] = "string" },
    };
}
