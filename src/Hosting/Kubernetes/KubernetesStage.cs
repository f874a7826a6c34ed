namespace Aspire.Hosting;

/// <summary>Where the backing services of a stage run.</summary>
public enum KubernetesHome
{
    /// <summary>In the cluster, as StatefulSets: needs no cloud.</summary>
    Standalone,

    /// <summary>Azure's managed services, reached through private endpoints.</summary>
    Azure,
}

/// <summary>How a stage takes over a new version of a stateless service.</summary>
public enum KubernetesDelivery
{
    /// <summary>Deployments that replace their pods one by one, with probes alone as a check.</summary>
    Rolling,

    /// <summary>Argo Rollouts: 10, 50 and 100 percent, with an analysis of the service levels after each step.</summary>
    Canary,

    /// <summary>
    /// Argo Rollouts: services with <see cref="KubernetesService.IsBlueGreen"/> start the new version beside the old one, try it and switch; the old pods stay for
    /// a day. The others are canaries.
    /// </summary>
    BlueGreen,

    /// <summary>Flagger instead of Argo Rollouts: canaries by the routes of the mesh, or without a mesh by a switch after the analysis.</summary>
    Flagger,
}

/// <summary>What happens to a workload that breaks a rule of admission.</summary>
public enum KubernetesPolicyMode
{
    /// <summary>It is refused.</summary>
    Deny,

    /// <summary>It is admitted; the caller is warned, and the audit log has the breach.</summary>
    Audit,
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

    /// <summary>How new versions are taken over, unless the value <c>delivery</c> says otherwise.</summary>
    public KubernetesDelivery Delivery { get; set; }

    /// <summary>What admission does to workloads that break a rule.</summary>
    public KubernetesPolicyMode Policies { get; set; }

    /// <summary>Public host name of the shop.</summary>
    public string Host { get; set; } = $"{name}.example.com";

    /// <summary>Whether the gateway terminates TLS with the certificate in the secret <c>otelshop-tls</c>.</summary>
    public bool UsesTls { get; set; }

    /// <summary>ClusterIssuer of cert-manager that signs that certificate in the home <c>standalone</c>.</summary>
    public string Issuer { get; set; } = "letsencrypt-prod";

    /// <summary>What the home <c>azure</c> makes that secret of: a certificate with its key, as PKCS#12.</summary>
    public KeyVaultCertificate Certificate { get; set; } = new("https://otelshop.vault.azure.net", "otelshop-tls");

    /// <summary>Replicas of services that serve shoppers directly.</summary>
    public ReplicaRange FrontReplicas { get; set; } = new(2, 10);

    /// <summary>Replicas of the other services.</summary>
    public ReplicaRange Replicas { get; set; } = new(1, 2);

    /// <summary>When the stage is in use; at other times services that scale by load have one replica. Null: always. Needs KEDA.</summary>
    public WorkingHours? Hours { get; set; }

    /// <summary>Whether services that the shop sells without prefer Azure's spot nodes, which may end at any time. They run on regular nodes when there are none.</summary>
    public bool PrefersSpotNodes { get; set; }

    /// <summary>Whether simulated users visit the stage. Otherwise their workloads have no replicas until they are scaled.</summary>
    public bool RunsLoad { get; set; } = true;

    /// <summary>Whether experiments of Chaos Mesh are written for the stage. Nothing runs them by itself. Default false.</summary>
    public bool AllowsExperiments { get; set; }

    /// <summary>Requested processor time of a service. The limit is <see cref="CpuLimit"/>.</summary>
    public string CpuRequest { get; set; } = "50m";

    /// <summary>Limit of a service's processor time: a start needs far more than a served request.</summary>
    public string CpuLimit { get; set; } = "1";

    /// <summary>What the collectors of the stage keep.</summary>
    public KubernetesTelemetry Telemetry { get; set; } = new();
}

/// <summary>Where traces are kept.</summary>
public enum TraceBackend
{
    /// <summary>Grafana Tempo.</summary>
    Tempo,

    /// <summary>Jaeger.</summary>
    Jaeger,
}

/// <summary>What the collectors of a stage keep, and their sizes. Errors, traces of more than a second and synthetic checks are always kept.</summary>
public sealed record KubernetesTelemetry
{
    /// <summary>Where traces are kept.</summary>
    public TraceBackend Traces { get; init; }

    /// <summary>Percent of traces that begin in a browser.</summary>
    public int BrowserTraces { get; init; } = 100;

    /// <summary>Percent of the other traces.</summary>
    public int OtherTraces { get; init; } = 100;

    /// <summary>Traces that a gateway holds until it decides on them: those of ten seconds.</summary>
    public int BufferedTraces { get; init; } = 20_000;

    /// <summary>Number of gateways.</summary>
    public int Gateways { get; init; } = 1;

    /// <summary>Memory of a gateway in MiB.</summary>
    public int GatewayMebibytes { get; init; } = 512;

    /// <summary>Volume of a gateway for what its exporters have not sent yet.</summary>
    public string Queue { get; init; } = "1Gi";

    /// <summary>Whether gateways run on Azure's spot nodes, which may end at any time.</summary>
    public bool UsesSpotNodes { get; init; }
}

/// <summary>A certificate in Key Vault.</summary>
/// <param name="VaultUrl">Address of the vault.</param>
/// <param name="Name">Name of the certificate in it.</param>
public sealed record KeyVaultCertificate(string VaultUrl, string Name);

/// <summary>When a stage is in use.</summary>
/// <param name="Start">When it begins, as a schedule of cron in UTC.</param>
/// <param name="End">When it ends, as a schedule of cron in UTC.</param>
public sealed record WorkingHours(string Start, string End);

/// <summary>Fewest and most replicas of an autoscaled workload.</summary>
/// <param name="Min">At least 1.</param>
/// <param name="Max">At least <paramref name="Min"/>.</param>
public sealed record ReplicaRange(int Min, int Max);
