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

    public override string ToString() => Object.ToString();

    public static IReadOnlyList<Workload> Of(IEnumerable<KubernetesObject> objects) =>
        [.. from item in objects
            let template = item.Kind switch
            {
                "Pod" => item.Json,
                "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Rollout" or "Job" => item.Spec.At("template"),
                "CronJob" => item.Spec.At("jobTemplate", "spec", "template"),
                _ => null,
            }
            where template is not null
            select new Workload(item, template)];
}

internal sealed record ContainerPort(int Number, string Protocol, string? Name)
{
    /// <summary>The reference, a number or a name, means this port.</summary>
    public bool Is(string? reference) => reference is not null && (reference == Name || reference == Number.ToString());
}
