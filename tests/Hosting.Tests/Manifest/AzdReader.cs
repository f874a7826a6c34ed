using System.Text.Json.Nodes;

namespace OtelShop.Hosting.Tests.Manifest;

/// <summary>What azd makes of a manifest for Container Apps: rules of its LoadManifest, evalBindingRef and buildAcaIngress.</summary>
internal sealed class AzdReader(JsonObject manifest)
{
    private const int AdditionalPorts = 5;

    private static readonly string[] Types = ["project.v0", "project.v1", "dockerfile.v0", "container.v0", "container.v1", "value.v0", "parameter.v0", "annotated.string"];

    /// <summary>What azd refuses, one sentence each.</summary>
    public IEnumerable<string> Refusals()
    {
        foreach (var (name, resource) in manifest)
        {
            if (!Types.Contains(Type(name)))
                yield return $"{name} has the unsupported type {Type(name)}.";
            if (Arguments(resource!).Any(argument => argument.Contains(".connectionString}", StringComparison.Ordinal) || IsSecret(argument)))
                yield return $"An argument of {name} holds a secret.";
            foreach (var refusal in Ingress(name, Bindings(name)))
                yield return refusal;
        }
    }

    public Dictionary<string, string> Environment(string resource) => (manifest[resource]!["env"]?.AsObject() ?? [])
        .ToDictionary(variable => variable.Key, variable => Resolve(variable.Value!.GetValue<string>()));

    public string Resolve(string text) => ManifestExpression.Evaluate(text, Reference);

    public static IEnumerable<string> Arguments(JsonNode resource) => (resource["args"]?.AsArray() ?? []).Select(argument => argument!.GetValue<string>());

    private bool IsSecret(string argument) => Resolve(argument).Contains("securedParameter", StringComparison.Ordinal);

    private string Reference(string path)
    {
        if (path.Split('.', 2) is not [var name, var property] || manifest[name] is not { } resource)
            throw new FormatException($"azd knows no resource of '{path}'.");
        if (property is "connectionString" or "value" && resource[property] is JsonValue text)
            return Resolve(text.GetValue<string>());
        if (property.Split('.') is ["inputs", var input])
            return resource["inputs"]?[input] is { } found ? $"{{{{ {(found["secret"]?.GetValue<bool>() == true ? "securedParameter" : "parameter")} {name} }}}}" : throw new FormatException($"There is no input '{path}'.");
        return property.Split('.') is ["bindings", var binding, var part]
            ? Binding(name, binding, part)
            : throw new FormatException($"azd supports no '{property}' of {Type(name)}.");
    }

    private string Binding(string resource, string name, string property)
    {
        var binding = Bindings(resource)?[name] ?? throw new FormatException($"There is no binding '{name}' of {resource}.");
        var scheme = binding["scheme"]!.GetValue<string>();
        var isMain = scheme == "http" && Port(binding) == MainPort(Bindings(resource)!);
        var host = isMain ? $"{resource}.internal.DOMAIN" : resource;
        return property switch
        {
            "host" => host,
            "port" => isMain ? "80" : $"{Port(binding)}",
            "targetPort" => $"{binding["targetPort"]}",
            "scheme" => scheme,
            "url" => isMain ? $"{scheme}://{host}" : $"{scheme}://{host}:{Port(binding)}",
            _ => throw new FormatException($"azd knows no property '{property}' of a binding."),
        };
    }

    private static IEnumerable<string> Ingress(string resource, JsonObject? bindings)
    {
        if (bindings is null)
            yield break;
        var groups = bindings.GroupBy(binding => (int?)binding.Value!["targetPort"] ?? 0).ToList();
        if (groups.Any(group => group.Key == 0))
            yield return $"A binding of {resource} has no target port.";
        if (groups.Count - 1 > AdditionalPorts)
            yield return $"{resource} has more than {AdditionalPorts} additional ports.";
        var external = groups.Where(group => group.Any(binding => (bool?)binding.Value!["external"] == true)).ToList();
        if (external.Count > 1 || external.SelectMany(group => group).Any(binding => !IsHttp(binding.Value!)))
            yield return $"{resource} has several external endpoints, or one that is not HTTP.";
        var main = MainPort(bindings);
        if (groups.Where(group => group.Key == main).SelectMany(group => group).Any(binding => IsHttp(binding.Value!) && binding.Value!["port"] is not null))
            yield return $"The main ingress of {resource} has a port of its own.";
    }

    // The external group of HTTP endpoints, else the first.
    private static int? MainPort(JsonObject bindings)
    {
        var http = bindings.Where(binding => IsHttp(binding.Value!)).Select(binding => binding.Value!).ToList();
        var main = http.FirstOrDefault(binding => (bool?)binding["external"] == true) ?? http.FirstOrDefault();
        return main is null ? null : (int?)main["targetPort"];
    }

    private JsonObject? Bindings(string resource) => manifest[resource]!["bindings"]?.AsObject();

    private string Type(string resource) => manifest[resource]!["type"]!.GetValue<string>();

    private static bool IsHttp(JsonNode binding) => (string?)binding["scheme"] == "http";

    private static int? Port(JsonNode binding) => (int?)binding["port"] ?? (int?)binding["targetPort"];
}
