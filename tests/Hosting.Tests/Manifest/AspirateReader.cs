using System.Text.Json.Nodes;

namespace OtelShop.Hosting.Tests.Manifest;

/// <summary>What Aspirate 9 makes of a manifest: rules of its ManifestFileParserService, BindingProcessor and service template.</summary>
/// <param name="manifest">The resources.</param>
/// <param name="parameters">Values given with <c>-pa name=value</c>.</param>
internal sealed class AspirateReader(JsonObject manifest, IReadOnlyDictionary<string, string> parameters)
{
    private static readonly string[] Types = ["project.v0", "project.v1", "dockerfile.v0", "container.v0", "container.v1", "value.v0", "parameter.v0"];

    public IEnumerable<string> Skipped => manifest.Where(resource => !Types.Contains(resource.Value!["type"]!.GetValue<string>())).Select(resource => resource.Key);

    public IEnumerable<string> Workloads => manifest.Where(resource => resource.Value!["type"]!.GetValue<string>() is not ("value.v0" or "parameter.v0"))
        .Select(resource => resource.Key).Except(Skipped);

    public Dictionary<string, string> Environment(string resource) =>
        manifest[resource]!["env"]!.AsObject().ToDictionary(variable => variable.Key, variable => Resolve(variable.Value!.GetValue<string>()));

    /// <summary>The ports of the resource's Service by name.</summary>
    public Dictionary<string, int> ServicePorts(string resource) =>
        (manifest[resource]!["bindings"]?.AsObject() ?? []).ToDictionary(binding => binding.Key, binding => Number(binding.Value!, "port") ?? TargetPort(binding.Key, binding.Value!));

    public string Resolve(string text) => ManifestExpression.Evaluate(text, Reference);

    private string Reference(string path)
    {
        var parts = path.Split('.');
        var resource = manifest[parts[0]];
        if (resource is null || Skipped.Contains(parts[0]))
            throw new FormatException($"Aspirate leaves '{{{path}}}' as it is: it does not read the resource.");
        if (parts is [var name, "bindings", var binding, var property])
            return Binding(name, binding, property, resource["bindings"]?[binding] ?? throw new FormatException($"There is no binding '{path}'."));
        if (parts is [var parameter, "inputs", _] && resource["type"]!.GetValue<string>() == "parameter.v0")
            return parameters.GetValueOrDefault(parameter) ?? throw new FormatException($"Aspirate needs '-pa {parameter}=...'.");
        JsonNode? value = resource;
        foreach (var part in parts[1..])
            value = (value as JsonObject)?[part];
        return value is JsonValue found ? Resolve(found.GetValue<string>()) : throw new FormatException($"Aspirate leaves '{{{path}}}' as it is: there is no such value.");
    }

    private static string Binding(string resource, string name, string property, JsonNode binding) => property switch
    {
        "host" => resource,
        "port" => $"{Number(binding, "port") ?? TargetPort(name, binding)}",
        "targetPort" => $"{TargetPort(name, binding)}",
        // It reads the scheme from "schema", which no manifest has, and takes its default.
        "scheme" => "http",
        "url" when name == "http" => $"http://{resource}:{TargetPort(name, binding)}",
        "url" when name == "https" => "",
        "url" => $"{resource}:{TargetPort(name, binding)}",
        _ => throw new FormatException($"Aspirate knows no property '{property}' of a binding."),
    };

    private static int TargetPort(string name, JsonNode binding) => Number(binding, "targetPort") ?? name switch { "http" => 8080, "https" => 8443, _ => 0 };

    private static int? Number(JsonNode binding, string property) => binding[property]?.GetValue<int>();
}
