using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using k8s;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>The objects of one variant, in the order in which they are written.</summary>
internal sealed class ObjectList(string @namespace)
{
    private readonly List<KubernetesObject> _objects = [];

    public IReadOnlyList<KubernetesObject> Objects => _objects;

    /// <summary>Adds an object of Kubernetes' own kinds.</summary>
    public void Add<T>(T target, string name, KubernetesService? options = null) where T : class, IKubernetesObject<V1ObjectMeta>, new()
    {
        var type = (KubernetesEntityAttribute)Attribute.GetCustomAttribute(typeof(T), typeof(KubernetesEntityAttribute))!;
        target.ApiVersion = type.Group.Length == 0 ? type.ApiVersion : $"{type.Group}/{type.ApiVersion}";
        target.Kind = type.Kind;
        target.Metadata ??= new V1ObjectMeta();
        target.Metadata.Name ??= name;
        target.Metadata.Labels ??= Labels.Of(name);
        if (target is not (V1Namespace or V1PriorityClass))
            target.Metadata.NamespaceProperty = @namespace;
        options?.Apply(target);
        Add(JsonNode.Parse(KubernetesJson.Serialize(target))!.AsObject());
    }

    /// <summary>Adds an object of a custom resource.</summary>
    /// <param name="apiVersion">Group and version.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="name">Of the object.</param>
    /// <param name="spec">Its specification.</param>
    /// <param name="annotations">Of the object.</param>
    /// <param name="owner">The workload that it belongs to, unless it is named as that.</param>
    public void Add(string apiVersion, string kind, string name, object spec, IReadOnlyDictionary<string, string>? annotations = null, string? owner = null)
    {
        var metadata = new JsonObject { ["labels"] = JsonSerializer.SerializeToNode(Labels.Of(owner ?? name)), ["name"] = name, ["namespace"] = @namespace };
        if (annotations is not null)
            metadata.Insert(0, "annotations", JsonSerializer.SerializeToNode(annotations));
        Add(new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata, ["spec"] = JsonSerializer.SerializeToNode(spec) });
    }

    private void Add(JsonObject target)
    {
        var added = new KubernetesObject(target);
        if (_objects.Any(other => other.Key == added.Key))
            throw new DistributedApplicationException($"Two objects are named {added.Key}: name the resources of the app model apart.");
        _objects.Add(added);
    }
}

/// <summary>An object as the API server takes it.</summary>
internal sealed record KubernetesObject(JsonObject Json)
{
    public string Kind => (string)Json["kind"]!;

    public string Name => (string)Json["metadata"]!["name"]!;

    /// <summary>The workload that it belongs to.</summary>
    public string Owner => (string)Json["metadata"]!["labels"]![Labels.Name]!;

    public string Key => $"{Kind} {Name}";

    /// <summary>The file that it is written to, without extension: its workload's, or that of its kind.</summary>
    public string FileIn(ShopModel shop) =>
        shop.Workloads.Any(workload => workload.Name == Owner) || shop.Backing.Any(backing => backing.Name == Owner) ? Owner
        : Kind switch
        {
            "NetworkPolicy" => "network",
            "ExternalSecret" or "SecretStore" or "Password" or "ServiceAccount" => "secrets",
            "Gateway" => "gateway",
            "Namespace" or "PriorityClass" => "namespace",
            _ => "mesh",
        };
}
