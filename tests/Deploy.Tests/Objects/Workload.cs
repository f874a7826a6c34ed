using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Objects;

/// <summary>An object that makes pods, and the pod that it makes.</summary>
internal sealed record Workload(KubernetesObject Object, JsonNode Template)
{
    public string Name => Object.Name;

    public string Namespace => Object.Namespace;

    public string Kind => Object.Kind;

    public IReadOnlyDictionary<string, string> Labels { get; } = Template.Labels("metadata", "labels");

    public JsonNode? Pod => Template["spec"];

    public IEnumerable<JsonNode> Containers => Pod.Items("containers");

    public IEnumerable<JsonNode> InitContainers => Pod.Items("initContainers");

    public IEnumerable<JsonNode> AllContainers => [.. Containers, .. InitContainers, .. Pod.Items("ephemeralContainers")];

    /// <summary>Ports of the containers, sidecars included.</summary>
    public IEnumerable<ContainerPort> Ports =>
        [.. Containers.Concat(InitContainers).SelectMany(container => container.Items("ports"))
            .Select(port => new ContainerPort(port.Number("containerPort") ?? 0, port.Text("protocol") ?? "TCP", port.Text("name")))];

    /// <summary>The pods do not end by themselves.</summary>
    public bool IsService => Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Rollout";

    /// <summary>The pods connect to services while the shop runs; those of Helm's hooks do so once.</summary>
    public bool IsCaller => IsService || Kind == "AnalysisTemplate";

    public override string ToString() => Object.ToString();

    public static IReadOnlyList<Workload> Of(IEnumerable<KubernetesObject> objects)
    {
        var all = objects.ToList();
        return [.. from item in all
                   from template in TemplatesOf(item, all)
                   where !all.Any(other => other.Kind == "Rollout" && Refers(other, item))
                   select new Workload(item, template)];
    }

    private static IEnumerable<JsonNode> TemplatesOf(KubernetesObject item, List<KubernetesObject> all) => (item.Kind switch
    {
        "Pod" => [item.Json],
        // Argo Rollouts makes the pods of a Deployment that a Rollout refers to.
        "Rollout" => [item.Spec.At("template") ?? all.FirstOrDefault(other => Refers(item, other))?.Spec.At("template")],
        "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Job" => [item.Spec.At("template")],
        "CronJob" => [item.Spec.At("jobTemplate", "spec", "template")],
        "AnalysisTemplate" => item.Spec.Items("metrics").Select(metric => metric.At("provider", "job", "spec", "template")),
        _ => Enumerable.Empty<JsonNode?>(),
    }).OfType<JsonNode>();

    private static bool Refers(KubernetesObject rollout, KubernetesObject item) => rollout.Namespace == item.Namespace
        && (rollout.Spec.Text("workloadRef", "kind"), rollout.Spec.Text("workloadRef", "name")) == (item.Kind, item.Name);
}

internal sealed record ContainerPort(int Number, string Protocol, string? Name)
{
    /// <summary>The reference, a number or a name, means this port.</summary>
    public bool Is(string? reference) => reference is not null && (reference == Name || reference == Number.ToString());
}
