namespace Aspire.Hosting;

/// <summary>Where the backing services of a stage run.</summary>
public enum KubernetesHome
{
    /// <summary>In the cluster, as StatefulSets: needs no cloud.</summary>
    Standalone,

    /// <summary>Azure's managed services, reached through private endpoints.</summary>
    Azure,
}

/// <summary>One installation of the shop: its namespace, its sizes and its public name.</summary>
/// <param name="name">Such as <c>prod</c>: names the overlay and the values file.</param>
public sealed class KubernetesStage(string name)
{
    /// <summary>Such as <c>prod</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The namespace. Default <c>otelshop-{name}</c>.</summary>
    public string Namespace { get; set; } = $"otelshop-{name}";

    /// <summary>Where the backing services run, unless the value <c>home</c> says otherwise.</summary>
    public KubernetesHome Home { get; set; }

    /// <summary>Public host name of the shop.</summary>
    public string Host { get; set; } = $"{name}.example.com";

    /// <summary>Whether the gateway terminates TLS with the certificate in the secret <c>otelshop-tls</c>.</summary>
    public bool UsesTls { get; set; }

    /// <summary>Replicas of services that serve shoppers directly.</summary>
    public ReplicaRange FrontReplicas { get; set; } = new(2, 10);

    /// <summary>Replicas of the other services.</summary>
    public ReplicaRange Replicas { get; set; } = new(1, 2);

    /// <summary>Requested processor time of a service. The limit is <see cref="CpuLimit"/>.</summary>
    public string CpuRequest { get; set; } = "50m";

    /// <summary>Limit of a service's processor time: a start needs far more than a served request.</summary>
    public string CpuLimit { get; set; } = "1";
}

/// <summary>Fewest and most replicas of an autoscaled workload.</summary>
/// <param name="Min">At least 1.</param>
/// <param name="Max">At least <paramref name="Min"/>.</param>
public sealed record ReplicaRange(int Min, int Max);
