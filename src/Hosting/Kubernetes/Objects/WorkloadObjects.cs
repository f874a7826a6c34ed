using System.Globalization;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>The objects of one service: its account, settings, pods, Service, scaling and disruption budget.</summary>
internal sealed class WorkloadObjects(ObjectList list, ShopModel shop, Variant variant)
{
    // The services end within four seconds of SIGTERM, which follows the pause.
    private const int GraceSeconds = 20;

    // Endpoints are withdrawn while the pod still answers: clients learn of it within these seconds.
    private const int PreStopSeconds = 5;
    private const string Data = "data";
    private const string DataSize = "1Gi";
    private const string DataPath = "/data";

    public void Add(Workload workload)
    {
        var name = workload.Name;
        list.Add(new V1ServiceAccount { AutomountServiceAccountToken = false }, name, workload.Options);
        var settings = new Settings(shop, variant, workload);
        list.Add(new V1ConfigMap { Data = settings.Data }, name, workload.Options);
        if (workload.IsStateful)
            list.Add(StatefulSet(workload, settings), name, workload.Options);
        else
            list.Add(Deployment(workload, settings), name, workload.Options);
        if (workload.Ports.Count > 0)
            list.Add(Service(workload), name, workload.Options);
        if (workload.IsStateful)
            return;
        Scaling.Add(list, variant, workload);
        // One at a time never blocks a drain, whatever the number of replicas.
        list.Add(new V1PodDisruptionBudget { Spec = new V1PodDisruptionBudgetSpec { MaxUnavailable = 1, Selector = Selector(name) } }, name, workload.Options);
    }

    private V1Deployment Deployment(Workload workload, Settings settings) => new()
    {
        Spec = new V1DeploymentSpec
        {
            // No replicas: the autoscaler rules.
            RevisionHistoryLimit = 5,
            Selector = Selector(workload.Name),
            Strategy = new V1DeploymentStrategy { Type = "RollingUpdate", RollingUpdate = new V1RollingUpdateDeployment { MaxSurge = 1, MaxUnavailable = 0 } },
            Template = Template(workload, settings),
        },
    };

    private V1StatefulSet StatefulSet(Workload workload, Settings settings) => new()
    {
        Spec = new V1StatefulSetSpec
        {
            Replicas = 1,
            ServiceName = workload.Name,
            Selector = Selector(workload.Name),
            Template = Template(workload, settings),
            VolumeClaimTemplates = [PodDefaults.Claim(Data, DataSize)],
        },
    };

    private V1PodTemplateSpec Template(Workload workload, Settings settings)
    {
        var container = new V1Container
        {
            Image = workload.Image,
            Ports = [.. workload.Ports.Select(port => new V1ContainerPort { Name = port.Name, ContainerPort = port.Number, Protocol = "TCP" })],
            EnvFrom = [new V1EnvFromSource { ConfigMapRef = new V1ConfigMapEnvSource { Name = workload.Name } }],
            Env = settings.Variables,
            Resources = PodDefaults.Resources(variant.Stage.CpuRequest, variant.Stage.CpuLimit, $"{workload.Options.MemoryMebibytes}Mi", $"{2 * workload.Options.MemoryMebibytes}Mi"),
            Lifecycle = new V1Lifecycle { PreStop = new V1LifecycleHandler { Sleep = new V1SleepAction { Seconds = PreStopSeconds } } },
            VolumeMounts = workload.IsStateful ? [new V1VolumeMount { Name = Data, MountPath = DataPath }] : null,
        };
        Probes.AddTo(container, workload);
        var pod = PodDefaults.Spec(workload.Name, PriorityClasses.Of(workload.Options.IsCritical), PodDefaults.DotNetUser, container);
        pod.TerminationGracePeriodSeconds = GraceSeconds;
        return new V1PodTemplateSpec
        {
            Metadata = MeshObjects.PodMetadata(workload.Name, variant.Mesh, ("checksum/config", settings.Checksum)),
            Spec = pod,
        };
    }

    private static V1Service Service(Workload workload) => new()
    {
        Spec = new V1ServiceSpec
        {
            Type = "ClusterIP",
            Selector = Labels.Selector(workload.Name),
            Ports =
            [
                .. workload.Ports.Select(port => new V1ServicePort
                {
                    Name = port.Name,
                    Port = port.Number,
                    TargetPort = port.Name,
                    Protocol = "TCP",
                    AppProtocol = port.IsHttp2 ? "kubernetes.io/h2c" : "http",
                }),
            ],
        },
    };

    private static V1LabelSelector Selector(string name) => new() { MatchLabels = Labels.Selector(name) };

    /// <summary>The path of a workload's folder on its volume.</summary>
    internal static string PathOf(string folder) => string.Create(CultureInfo.InvariantCulture, $"{DataPath}/{folder}");
}
