using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using k8s;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>Objects that variants have in common exist once: most do not depend on home, mesh and delivery.</summary>
internal sealed class ObjectCache
{
    private readonly Dictionary<string, KubernetesObject> _objects = [];

    /// <param name="json">The object as JSON.</param>
    public KubernetesObject Of(string json)
    {
        if (!_objects.TryGetValue(json, out var known))
            _objects[json] = known = new KubernetesObject(JsonNode.Parse(json)!.AsObject());
        return known;
    }
}

/// <summary>The objects of one variant, in the order in which they are written.</summary>
internal sealed class ObjectList(string @namespace, ObjectCache cache)
{
    private readonly List<KubernetesObject> _objects = [];
    private readonly HashSet<string> _keys = [];

    public IReadOnlyList<KubernetesObject> Objects => _objects;

    /// <summary>Adds an object of Kubernetes' own kinds.</summary>
    /// <param name="target">The object.</param>
    /// <param name="name">Its name, unless it has one.</param>
    /// <param name="options">Edits of the workload.</param>
    /// <param name="owner">The workload that it belongs to, unless it is named as that.</param>
    public void Add<T>(T target, string name, KubernetesService? options = null, string? owner = null) where T : class, IKubernetesObject<V1ObjectMeta>, new()
    {
        var type = (KubernetesEntityAttribute)Attribute.GetCustomAttribute(typeof(T), typeof(KubernetesEntityAttribute))!;
        target.ApiVersion = type.Group.Length == 0 ? type.ApiVersion : $"{type.Group}/{type.ApiVersion}";
        target.Kind = type.Kind;
        target.Metadata ??= new V1ObjectMeta();
        target.Metadata.Name ??= name;
        target.Metadata.Labels ??= Labels.Of(owner ?? name);
        if (target is not (V1Namespace or V1PriorityClass or V1ClusterRole or V1ClusterRoleBinding))
            target.Metadata.NamespaceProperty = @namespace;
        options?.Apply(target);
        Add(KubernetesJson.Serialize(target));
    }

    /// <summary>Adds an object of a custom resource.</summary>
    /// <param name="apiVersion">Group and version.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="name">Of the object.</param>
    /// <param name="spec">Its specification.</param>
    /// <param name="annotations">Of the object.</param>
    /// <param name="owner">The workload that it belongs to, unless it is named as that.</param>
    /// <param name="labels">Further labels.</param>
    public void Add(
        string apiVersion, string kind, string name, object spec, IReadOnlyDictionary<string, string>? annotations = null, string? owner = null, Dictionary<string, string>? labels = null)
    {
        var all = Labels.Of(owner ?? name).Concat(labels ?? []).ToDictionary();
        var metadata = new JsonObject { ["labels"] = JsonSerializer.SerializeToNode(all), ["name"] = name, ["namespace"] = @namespace };
        if (annotations is not null)
            metadata.Insert(0, "annotations", JsonSerializer.SerializeToNode(annotations));
        Add(new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata, ["spec"] = JsonSerializer.SerializeToNode(spec) }.ToJsonString());
    }

    /// <summary>Whether there is an object of this kind and name.</summary>
    public bool Has(string key) => _keys.Contains(key);

    private void Add(string json)
    {
        var added = cache.Of(json);
        if (!_keys.Add(added.Key))
            throw new DistributedApplicationException($"Two objects are named {added.Key}: name the resources of the app model apart.");
        _objects.Add(added);
    }
}

/// <summary>An object as the API server takes it.</summary>
internal sealed record KubernetesObject(JsonObject Json)
{
    public string Kind { get; } = (string)Json["kind"]!;

    public string Name { get; } = (string)Json["metadata"]!["name"]!;

    /// <summary>The workload that it belongs to.</summary>
    public string Owner => (string)Json["metadata"]!["labels"]![Labels.Name]!;

    public string Key { get; } = $"{(string)Json["kind"]!} {(string)Json["metadata"]!["name"]!}";

    /// <summary>Whether clusters without the Prometheus operator refuse objects of the kind.</summary>
    public static bool IsOfPrometheusOperator(string kind) => kind is "PodMonitor" or "PrometheusRule" or "ServiceMonitor";

    /// <summary>The file that it is written to, without extension: its workload's, or that of its kind.</summary>
    public string FileIn(ShopModel shop) =>
        shop.Workloads.Any(workload => workload.Name == Owner) || shop.Backing.Any(backing => backing.Name == Owner) ? Owner
        : Kind switch
        {
            _ when Kind is "AnalysisTemplate" or "MetricTemplate" || Owner == SmokeTest.Name => "analysis",
            "NetworkPolicy" => "network",
            "Certificate" or "ExternalSecret" or "SecretStore" or "Password" or "ServiceAccount" => "secrets",
            "Gateway" or "WebApplicationFirewallPolicy" or "ClientTrafficPolicy" => "gateway",
            "HTTPRoute" when Name == EntranceObjects.Redirect => "gateway",
            "Namespace" or "PriorityClass" or "ResourceQuota" or "LimitRange" => "namespace",
            "PrometheusRule" => "rules",
            _ => "mesh",
        };
}
