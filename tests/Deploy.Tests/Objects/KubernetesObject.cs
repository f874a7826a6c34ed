using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Objects;

/// <summary>An object of a render.</summary>
internal sealed record KubernetesObject(JsonObject Json)
{
    public string ApiVersion => Json.Text("apiVersion") ?? "";

    public string Kind => Json.Text("kind") ?? "";

    public string Name => Json.Text("metadata", "name") ?? "";

    public string Namespace => Json.Text("metadata", "namespace") ?? "";

    public JsonNode? Spec => Json["spec"];

    /// <summary>What tells objects of a cluster apart.</summary>
    public (string, string, string, string) Identity => (ApiVersion, Kind, Namespace, Name);

    /// <summary>Helm creates the object only during a phase of a release, such as its test; Kustomize knows no such thing.</summary>
    public bool IsHook => Json.At("metadata", "annotations", "helm.sh/hook") is not null;

    /// <summary>The object as the programs below peers/ read it.</summary>
    /// <param name="source">Where it comes from, as their findings say it.</param>
    public JsonObject Entry(string source) => new() { ["source"] = source, ["object"] = Json.DeepClone() };

    public override string ToString() => $"{Kind}/{Name}";

    public static IReadOnlyList<KubernetesObject> Parse(string yaml) => [.. YamlReader.Read(yaml).Select(json => new KubernetesObject(json))];
}
