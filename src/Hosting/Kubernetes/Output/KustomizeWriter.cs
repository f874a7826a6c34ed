using System.Text.Json.Nodes;
using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>
/// Writes <c>kustomize/base</c>, which is what all stages share, an overlay for each stage, and one on top of it for each mesh. Objects of the Prometheus operator
/// are components: a cluster without the operator refuses them. So are the other providers of secrets, because they go with each mesh.
/// </summary>
internal sealed class KustomizeWriter(OutputFiles files, ShopModel shop, IReadOnlyDictionary<Variant, IReadOnlyList<KubernetesObject>> variants)
{
    private const string Monitoring = "kustomize/components/monitoring";
    private const string Providers = "kustomize/components/secrets";

    public void Write()
    {
        var stages = shop.Environment.Stages.Select(Variant.DefaultOf).ToList();
        var shared = Shared(stages.Select(stage => Keyed(stage)));
        WriteFolder(new("kustomize/base"), shared.Values, []);
        foreach (var stage in stages)
        {
            WriteOverlay(new($"kustomize/overlays/{stage.Stage.Name}", "../../base", stage.Namespace), shared, Keyed(stage));
            foreach (var mesh in Enum.GetValues<Mesh>().Where(mesh => mesh is not Mesh.None))
            {
                var folder = $"kustomize/overlays/{stage.Stage.Name}-{VariantMerge.Camel(mesh)}";
                WriteOverlay(new(folder, $"../{stage.Stage.Name}", stage.Namespace), Keyed(stage), Keyed(stage with { Mesh = mesh }));
            }
        }

        // Those of the default home: an overlay has no other.
        foreach (var variant in variants.Keys.Where(variant => variant.Provider is not SecretsProvider.External && stages.Contains(variant with { Provider = SecretsProvider.External })))
            WriteOverlay(new($"{Providers}/{VariantMerge.Camel(variant.Provider)}/{variant.Stage.Name}", null, variant.Namespace, IsComponent: true), Keyed(variant with { Provider = SecretsProvider.External }), Keyed(variant));

        var monitors = Shared(stages.Select(stage => Keyed(stage, ofOperator: true)));
        WriteFolder(new($"{Monitoring}/base", IsComponent: true), monitors.Values, []);
        foreach (var stage in stages)
            WriteOverlay(new($"{Monitoring}/{stage.Stage.Name}", "../base", stage.Namespace, IsComponent: true), monitors, Keyed(stage, ofOperator: true));
    }

    private Dictionary<string, KubernetesObject> Keyed(Variant variant, bool ofOperator = false) =>
        variants[variant].Where(target => KubernetesObject.IsOfPrometheusOperator(target.Kind) == ofOperator)
            .ToDictionary(target => target.Key, target => new KubernetesObject(WithoutNamespace(target.Json)));

    private static Dictionary<string, KubernetesObject> Shared(IEnumerable<Dictionary<string, KubernetesObject>> stages) =>
        stages.First().Where(target => stages.All(stage => stage.ContainsKey(target.Key))).ToDictionary();

    // The overlay's transformer sets it.
    private static JsonObject WithoutNamespace(JsonObject target)
    {
        var copy = target.DeepClone().AsObject();
        copy["metadata"]!.AsObject().Remove("namespace");
        return copy;
    }

    private void WriteOverlay(Folder folder, Dictionary<string, KubernetesObject> from, Dictionary<string, KubernetesObject> to)
    {
        var added = to.Where(target => !from.ContainsKey(target.Key)).Select(target => target.Value);
        var patches = new List<(string Kind, string Name, JsonObject Operation)>();
        var removed = new List<KubernetesObject>();
        foreach (var (key, before) in from)
        {
            if (to.TryGetValue(key, out var after))
                patches.AddRange(JsonPatch.Between(before.Json, after.Json).Select(operation => (before.Kind, before.Name, operation)));
            else if (folder.IsComponent)
                removed.Add(before);
            else
                throw new DistributedApplicationException($"{key} is in {folder.Parent} but not in {folder.Path}: an overlay adds and changes, but does not remove.");
        }

        WriteFolder(folder, added, new JsonArray([.. Grouped(patches).Select(patch => patch!.DeepClone()), .. removed.Select(Removal)]));
    }

    private void WriteFolder(Folder folder, IEnumerable<KubernetesObject> objects, JsonArray patches)
    {
        var resources = new JsonArray();
        if (folder is { Parent: not null, IsComponent: false })
            resources.Add(folder.Parent);
        foreach (var owner in objects.GroupBy(target => target.FileIn(shop)))
        {
            resources.Add($"{owner.Key}.yaml");
            files.Add($"{folder.Path}/{owner.Key}.yaml", Yaml.Header + Yaml.Write(owner.Select(target => target.Json)));
        }

        var kustomization = new JsonObject
        {
            ["apiVersion"] = folder.IsComponent ? "kustomize.config.k8s.io/v1alpha1" : "kustomize.config.k8s.io/v1beta1",
            ["kind"] = folder.IsComponent ? "Component" : "Kustomization",
        };
        if (folder.Namespace is not null)
            kustomization["namespace"] = folder.Namespace;
        if (folder is { Parent: not null, IsComponent: true })
            kustomization["components"] = new JsonArray(folder.Parent);
        if (resources.Count > 0)
            kustomization["resources"] = resources;
        if (patches.Count > 0)
            kustomization["patches"] = patches;
        files.Add($"{folder.Path}/kustomization.yaml", Yaml.Header + Yaml.Write(TemplateNode.Of(kustomization)));
    }

    private static JsonObject Removal(KubernetesObject target) => new()
    {
        ["patch"] = Yaml.Write(TemplateNode.Of(new JsonObject
        {
            ["$patch"] = "delete",
            ["apiVersion"] = target.Json["apiVersion"]!.DeepClone(),
            ["kind"] = target.Kind,
            ["metadata"] = new JsonObject { ["name"] = target.Name },
        })),
        ["target"] = new JsonObject { ["kind"] = target.Kind, ["name"] = target.Name },
    };

    /// <summary>Objects of a kind that change alike share a patch.</summary>
    private static JsonArray Grouped(List<(string Kind, string Name, JsonObject Operation)> patches)
    {
        var byOperation = patches.GroupBy(patch => (patch.Kind, Operation: patch.Operation.ToJsonString()))
            .Select(group => (group.Key.Kind, Names: string.Join('|', group.Select(patch => patch.Name).Order(StringComparer.Ordinal)), group.First().Operation));
        var grouped = new JsonArray();
        foreach (var target in byOperation.GroupBy(patch => (patch.Kind, patch.Names)))
        {
            grouped.Add(new JsonObject
            {
                ["target"] = new JsonObject { ["kind"] = target.Key.Kind, ["name"] = target.Key.Names },
                ["patch"] = Yaml.Write(TemplateNode.Of(new JsonArray([.. target.Select(patch => patch.Operation.DeepClone())]))),
            });
        }

        return grouped;
    }

    /// <param name="Path">Of the folder.</param>
    /// <param name="Parent">Folder that it adds to, relative to it.</param>
    /// <param name="Namespace">Of its objects.</param>
    /// <param name="IsComponent">Whether it adds to what includes it instead of standing alone.</param>
    private sealed record Folder(string Path, string? Parent = null, string? Namespace = null, bool IsComponent = false);
}

/// <summary>The operations of RFC 6902 that lead from one object to another.</summary>
internal static class JsonPatch
{
    public static IEnumerable<JsonObject> Between(JsonNode? from, JsonNode? to, string pointer = "")
    {
        if (JsonNode.DeepEquals(from, to))
            return [];
        return (from, to) switch
        {
            (JsonObject before, JsonObject after) => BetweenMaps(before, after, pointer),
            (JsonArray before, JsonArray after) when before.Count == after.Count =>
                before.Zip(after).SelectMany((items, index) => Between(items.First, items.Second, $"{pointer}/{index}")),
            // Appending leaves what another patch appends.
            (JsonArray { Count: > 0 } before, JsonArray after) when before.Count < after.Count && before.Zip(after).All(items => JsonNode.DeepEquals(items.First, items.Second)) =>
                after.Skip(before.Count).Select(item => Operation("add", $"{pointer}/-", item)),
            _ => [Operation("replace", pointer, to)],
        };
    }

    private static IEnumerable<JsonObject> BetweenMaps(JsonObject before, JsonObject after, string pointer)
    {
        foreach (var name in before.Select(entry => entry.Key).Union(after.Select(entry => entry.Key)))
        {
            var path = $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            if (!after.ContainsKey(name))
                yield return new JsonObject { ["op"] = "remove", ["path"] = path };
            else if (!before.ContainsKey(name))
                yield return Operation("add", path, after[name]);
            else
                foreach (var operation in Between(before[name], after[name], path))
                    yield return operation;
        }
    }

    private static JsonObject Operation(string op, string pointer, JsonNode? value) => new() { ["op"] = op, ["path"] = pointer, ["value"] = value?.DeepClone() };
}
