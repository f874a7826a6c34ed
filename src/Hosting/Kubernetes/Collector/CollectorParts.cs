using System.Globalization;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Collector;

/// <summary>What objects of agents and gateways have in common.</summary>
internal static class CollectorParts
{
    private const string Monitoring = "monitoring";
    private const int DnsPort = 53;

    // The user of the image.
    private const long User = 10001;

    public static V1Namespace Namespace(string name, string enforce)
    {
        var labels = Labels.Of(name);
        labels["pod-security.kubernetes.io/enforce"] = enforce;
        foreach (var mode in new[] { "audit", "warn" })
            labels[$"pod-security.kubernetes.io/{mode}"] = enforce;
        // Its telemetry is not the shop's.
        labels[Labels.PartOf] = "observability";
        return new V1Namespace { Metadata = new V1ObjectMeta { Name = name, Labels = labels } };
    }

    /// <summary>The collector with one configuration file.</summary>
    /// <param name="config">Path of the file.</param>
    /// <param name="cores">Requested processor time.</param>
    /// <param name="memory">Requested memory.</param>
    /// <param name="mebibytes">Limit of its memory in MiB.</param>
    public static V1Container Container(string config, string cores, string memory, int mebibytes) => new()
    {
        Image = CollectorNames.Image,
        Args = [$"--config={config}"],
        Ports =
        [
            new V1ContainerPort { Name = "otlp-grpc", ContainerPort = CollectorNames.OtlpPort, Protocol = "TCP" },
            new V1ContainerPort { Name = "metrics", ContainerPort = CollectorNames.MetricsPort, Protocol = "TCP" },
            new V1ContainerPort { Name = "health", ContainerPort = CollectorNames.HealthPort, Protocol = "TCP" },
        ],
        Env =
        [
            .. Fields(("POD_IP", "status.podIP"), ("POD_NAME", "metadata.name")),
            // Go collects garbage before the limit ends the container.
            new V1EnvVar { Name = "GOMEMLIMIT", Value = string.Create(CultureInfo.InvariantCulture, $"{mebibytes * 8 / 10}MiB") },
        ],
        Resources = PodDefaults.Resources(cores, "1", memory, $"{mebibytes}Mi"),
        LivenessProbe = Probe(failures: 6),
        ReadinessProbe = Probe(failures: 3),
        VolumeMounts = [new V1VolumeMount { Name = "config", MountPath = "/etc/otelcol", ReadOnlyProperty = true }],
    };

    public static V1PodSpec Pod(string name, V1Container container)
    {
        var pod = PodDefaults.Spec(name, priorityClass: null!, User, container);
        pod.PriorityClassName = null;
        pod.TerminationGracePeriodSeconds = 60;
        pod.Volumes.Add(new V1Volume { Name = "config", ConfigMap = new V1ConfigMapVolumeSource { Name = name } });
        return pod;
    }

    public static IEnumerable<V1EnvVar> Fields(params (string Name, string Path)[] fields) => fields.Select(field =>
        new V1EnvVar { Name = field.Name, ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { ApiVersion = "v1", FieldPath = field.Path } } });

    public static V1ServicePort ServicePort(string name, int port, string protocol) =>
        new() { Name = name, Port = port, TargetPort = name, Protocol = "TCP", AppProtocol = protocol };

    public static V1NetworkPolicyPort PolicyPort(int port) => new() { Port = port, Protocol = "TCP" };

    public static void AddMonitor(ObjectList list, string name) => list.Add("monitoring.coreos.com/v1", "PodMonitor", name, new
    {
        selector = new { matchLabels = Labels.Selector(name) },
        podMetricsEndpoints = new[] { new { port = "metrics", interval = "30s" } },
    });

    /// <summary>Denies what is not named. Prometheus may scrape, and names are resolved.</summary>
    public static void AddPolicies(ObjectList list, string name, IEnumerable<V1NetworkPolicyIngressRule> ingress, IEnumerable<V1NetworkPolicyEgressRule> egress)
    {
        list.Add(Policy(new V1LabelSelector(), [], []), "default-deny");
        list.Add(
            Policy(
                new V1LabelSelector { MatchLabels = Labels.Selector(name) },
                [.. ingress, new V1NetworkPolicyIngressRule { FromProperty = [Pods(Monitoring, "prometheus")], Ports = [PolicyPort(CollectorNames.MetricsPort)] }],
                [.. egress, Dns()]),
            name);
    }

    public static V1NetworkPolicyEgressRule ToGateway() => new()
    {
        To = [Pods(CollectorNames.GatewayNamespace, CollectorNames.Gateway)],
        Ports = [PolicyPort(CollectorNames.OtlpPort)],
    };

    /// <summary>Addresses that are not known before there is a cluster: of its API server, of nodes, of clouds.</summary>
    public static V1NetworkPolicyEgressRule ToAnyAddress(params int[] ports) => new() { Ports = [.. ports.Select(PolicyPort)] };

    public static V1NetworkPolicyPeer Pods(string @namespace, string name) => new()
    {
        NamespaceSelector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { [Labels.NamespaceName] = @namespace } },
        PodSelector = new V1LabelSelector { MatchLabels = Labels.Selector(name) },
    };

    public static V1NetworkPolicy Policy(V1LabelSelector pods, IList<V1NetworkPolicyIngressRule> ingress, IList<V1NetworkPolicyEgressRule> egress) => new()
    {
        Spec = new V1NetworkPolicySpec
        {
            PodSelector = pods,
            PolicyTypes = ["Ingress", "Egress"],
            Ingress = ingress.Count > 0 ? ingress : null,
            Egress = egress.Count > 0 ? egress : null,
        },
    };

    public static V1NetworkPolicyEgressRule Dns() => new()
    {
        To =
        [
            new V1NetworkPolicyPeer
            {
                NamespaceSelector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { [Labels.NamespaceName] = "kube-system" } },
                PodSelector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["k8s-app"] = "kube-dns" } },
            },
        ],
        Ports = [new V1NetworkPolicyPort { Port = DnsPort, Protocol = "UDP" }, PolicyPort(DnsPort)],
    };

    private static V1Probe Probe(int failures) => new()
    {
        HttpGet = new V1HTTPGetAction { Path = "/", Port = "health" },
        PeriodSeconds = 10,
        TimeoutSeconds = 5,
        FailureThreshold = failures,
    };
}
