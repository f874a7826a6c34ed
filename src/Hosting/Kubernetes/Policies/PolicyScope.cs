using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Policies;

/// <summary>What the rules apply to: workloads in the namespaces of the shop and its checks whose pods are restricted, previews included.</summary>
internal static class PolicyScope
{
    /// <summary>Every kind that is a pod or makes pods. Argo Rollouts takes the template of a Deployment.</summary>
    public static IReadOnlyList<WorkloadKinds> Kinds { get; } =
    [
        new("", ["Pod", "ReplicationController"]) { Subresources = ["pods/ephemeralcontainers"] },
        new("apps", ["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"]),
        new("batch", ["CronJob", "Job"]),
    ];

    public static IReadOnlyList<string> Operations { get; } = ["CREATE", "UPDATE"];

    public static object Namespaces { get; } = new
    {
        matchExpressions = new object[]
        {
            new { key = Labels.PartOf, @operator = "In", values = new[] { Labels.Shop, "observability" } },
            new { key = "pod-security.kubernetes.io/enforce", @operator = "In", values = new[] { "restricted" } },
        },
    };

    /// <summary>Metadata of an object that belongs to the cluster.</summary>
    /// <param name="name">Of the object.</param>
    /// <param name="annotations">Of the object.</param>
    public static object Metadata(string name, IReadOnlyDictionary<string, string>? annotations = null)
    {
        var labels = Labels.Of("policies");
        return annotations is null ? new { labels, name } : new { annotations, labels, name };
    }
}

/// <summary>Kinds of an API group.</summary>
internal sealed record WorkloadKinds(string Group, IReadOnlyList<string> Kinds)
{
    /// <summary>Where <c>kubectl debug</c> adds its container.</summary>
    public IReadOnlyList<string> Subresources { get; init; } = [];
}
