using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Collector;

/// <summary>The gateways of a stage: pods with names and volumes of their own, so that queues survive a restart.</summary>
internal sealed class GatewayObjects(ObjectList list, ShopModel shop, KubernetesStage stage)
{
    /// <summary>Secret with a vendor's address and headers. It need not exist.</summary>
    public const string VendorSecret = "otel-vendor";

    /// <summary>ConfigMap with the connection string of Application Insights.</summary>
    public const string AzureConfig = "azure-monitor";

    /// <summary>Image of the init container.</summary>
    public const string ShellImage = "docker.io/library/busybox:1.37.0";

    private const string Name = CollectorNames.Gateway;
    private const string VendorFolder = "/run/otelcol";

    /// <summary>Takes the exporter of the vendor in where one is named. The collector's own image has no shell.</summary>
    public const string VendorScript = """
        if [ -n "$OTEL_VENDOR_ENDPOINT" ]; then cat /etc/otelcol/vendor.yaml; else echo '{}'; fi >"$VENDOR_FOLDER/vendor.yaml"

        """;

    public void Add()
    {
        list.Add(CollectorParts.Namespace(CollectorNames.GatewayNamespace, enforce: "restricted"), CollectorNames.GatewayNamespace, owner: Name);
        list.Add(new V1ServiceAccount { AutomountServiceAccountToken = false }, Name);
        list.Add(Service(), Name);
        list.Add(StatefulSet(), Name);
        list.Add(new V1PodDisruptionBudget { Spec = new V1PodDisruptionBudgetSpec { MaxUnavailable = 1, Selector = Selector } }, Name);
        CollectorParts.AddMonitor(list, Name);
        CollectorParts.AddPolicies(list, Name, [FromAgents()], [.. ToBackends(), ToInternet()]);
    }

    private static V1LabelSelector Selector => new() { MatchLabels = Labels.Selector(Name) };

    private static V1Service Service() => new()
    {
        Spec = new V1ServiceSpec
        {
            Type = "ClusterIP",
            ClusterIP = "None",
            Selector = Labels.Selector(Name),
            Ports = [CollectorParts.ServicePort("otlp-grpc", CollectorNames.OtlpPort, "kubernetes.io/h2c")],
        },
    };

    private V1StatefulSet StatefulSet()
    {
        var telemetry = stage.Telemetry;
        var container = CollectorParts.Container("/etc/otelcol/gateway.yaml", "100m", $"{telemetry.GatewayMebibytes / 2}Mi", telemetry.GatewayMebibytes);
        container.Args.Add($"--config={VendorFolder}/vendor.yaml");
        container.VolumeMounts =
        [
            .. container.VolumeMounts,
            new V1VolumeMount { Name = "vendor", MountPath = VendorFolder, ReadOnlyProperty = true },
            new V1VolumeMount { Name = "queue", MountPath = CollectorNames.QueueFolder },
        ];
        container.Env = [.. container.Env, VendorVariable(GatewayConfig.VendorEndpoint), VendorVariable(GatewayConfig.VendorHeaders), .. AzureVariables()];
        var pod = CollectorParts.Pod(Name, container);
        pod.InitContainers = [Vendor(container.SecurityContext)];
        if (telemetry.UsesSpotNodes)
        {
            pod.NodeSelector = new Dictionary<string, string> { [SpotNodes.Label] = SpotNodes.Value };
            pod.Tolerations = SpotNodes.Tolerations;
        }

        pod.Volumes.Add(new V1Volume { Name = "vendor", EmptyDir = new V1EmptyDirVolumeSource { SizeLimit = new ResourceQuantity("1Mi") } });
        return new V1StatefulSet
        {
            Spec = new V1StatefulSetSpec
            {
                Replicas = telemetry.Gateways,
                ServiceName = Name,
                PodManagementPolicy = "Parallel",
                Selector = Selector,
                Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta { Labels = Labels.Of(Name) }, Spec = pod },
                VolumeClaimTemplates = [PodDefaults.Claim("queue", telemetry.Queue)],
            },
        };
    }

    private static V1Container Vendor(V1SecurityContext security) => new()
    {
        Name = "vendor",
        Image = ShellImage,
        ImagePullPolicy = "IfNotPresent",
        Command = ["sh", "-ec", VendorScript],
        Env = [VendorVariable(GatewayConfig.VendorEndpoint), new V1EnvVar { Name = "VENDOR_FOLDER", Value = VendorFolder }],
        Resources = PodDefaults.Resources("10m", "100m", "8Mi", "16Mi"),
        SecurityContext = security,
        VolumeMounts =
        [
            new V1VolumeMount { Name = "config", MountPath = "/etc/otelcol", ReadOnlyProperty = true },
            new V1VolumeMount { Name = "vendor", MountPath = VendorFolder },
        ],
    };

    private static V1EnvVar VendorVariable(string name) => new()
    {
        Name = name,
        ValueFrom = new V1EnvVarSource { SecretKeyRef = new V1SecretKeySelector { Name = VendorSecret, Key = name, Optional = true } },
    };

    private IEnumerable<V1EnvVar> AzureVariables() => stage.Home is not KubernetesHome.Azure ? [] :
    [
        new V1EnvVar
        {
            Name = GatewayConfig.AzureConnectionString,
            ValueFrom = new V1EnvVarSource { ConfigMapKeyRef = new V1ConfigMapKeySelector { Name = AzureConfig, Key = GatewayConfig.AzureConnectionString } },
        },
    ];

    private static V1NetworkPolicyIngressRule FromAgents() => new()
    {
        FromProperty = [CollectorParts.Pods(CollectorNames.AgentNamespace, CollectorNames.Agent)],
        Ports = [CollectorParts.PolicyPort(CollectorNames.OtlpPort)],
    };

    private IEnumerable<V1NetworkPolicyEgressRule> ToBackends()
    {
        (string Name, int Port)[] backends =
            [(stage.Telemetry.Traces is TraceBackend.Jaeger ? "jaeger" : "tempo", 4317), ("prometheus", 9090), ("loki", 3100)];
        return backends.Select(backend => new V1NetworkPolicyEgressRule
        {
            To = [CollectorParts.Pods(shop.Environment.PrometheusNamespace, backend.Name)],
            Ports = [CollectorParts.PolicyPort(backend.Port)],
        });
    }

    // Azure Monitor and a vendor, by HTTPS; nothing of the cluster or its networks.
    private static V1NetworkPolicyEgressRule ToInternet() => new()
    {
        To = [new V1NetworkPolicyPeer { IpBlock = new V1IPBlock { Cidr = "0.0.0.0/0", Except = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"] } }],
        Ports = [CollectorParts.PolicyPort(443)],
    };
}
