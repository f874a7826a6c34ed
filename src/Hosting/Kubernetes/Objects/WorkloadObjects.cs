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
    private const string Files = "files";
    private const string DataSize = "1Gi";
    private const string DataPath = "/data";

    public void Add(Workload workload)
    {
        var name = workload.Name;
        list.Add(
            new V1ServiceAccount { Metadata = workload.HasIdentity(variant.Home) ? Identities.Annotated() : null, AutomountServiceAccountToken = false }, name, workload.Options);
        var settings = new Settings(shop, variant, workload);
        list.Add(new V1ConfigMap { Data = settings.Data }, name, workload.Options);
        if (workload.PublicImage is { Files: var files, FilesName: var filesName } && !list.Has($"ConfigMap {filesName}"))
            list.Add(new V1ConfigMap { Data = new SortedDictionary<string, string>(files.ToDictionary(), StringComparer.Ordinal), Metadata = new V1ObjectMeta { Name = filesName, Labels = Labels.Of(name) } }, filesName);
        if (workload.IsStateful)
            list.Add(StatefulSet(workload, settings), name, workload.Options);
        else
            list.Add(Deployment(workload, settings), name, workload.Options);
        if (workload.Ports.Count > 0 && !DeliveryObjects.IsFlagger(shop, workload, variant.Delivery))
            list.Add(Service(workload, variant.Mesh), name, workload.Options);
        if (workload.IsStateful || workload.PublicImage is not null)
            return;
        Scaling.Add(list, shop, variant, workload);
        // One at a time never blocks a drain, whatever the number of replicas.
        list.Add(new V1PodDisruptionBudget { Spec = new V1PodDisruptionBudgetSpec { MaxUnavailable = 1, Selector = Selector(name) } }, name, workload.Options);
    }

    private V1Deployment Deployment(Workload workload, Settings settings) => new()
    {
        Spec = new V1DeploymentSpec
        {
            Replicas = ReplicasOf(workload),
            RevisionHistoryLimit = 5,
            Selector = DeliveryObjects.IsFlagger(shop, workload, variant.Delivery)
                ? new V1LabelSelector { MatchLabels = new Dictionary<string, string> { [Labels.Instance] = workload.Name } }
                : Selector(workload.Name),
            Strategy = new V1DeploymentStrategy { Type = "RollingUpdate", RollingUpdate = new V1RollingUpdateDeployment { MaxSurge = 1, MaxUnavailable = 0 } },
            Template = Template(workload, settings),
        },
    };

    // Argo Rollouts takes the template of the Deployment, which has no pods of its own then. Without a number the autoscaler rules.
    private int? ReplicasOf(Workload workload) => workload.PublicImage is { Replicas: var replicas }
        ? (variant.Stage.RunsLoad ? replicas : 0)
        : DeliveryObjects.IsRollout(workload, variant.Delivery) ? 0 : null;

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
        var pod = PodDefaults.Spec(workload.Name, PriorityClasses.Of(workload.Options.IsCritical), workload.PublicImage?.User ?? PodDefaults.DotNetUser, container);
        pod.TerminationGracePeriodSeconds = GraceSeconds;
        if (SpotNodes.Suit(shop, workload))
            SpotNodes.Prefer(pod, variant.Stage);
        foreach (var (_, parameter) in Secrets.FilesOf(workload, variant.Home))
            Secrets.Mount(parameter, container, pod);
        SecretsDriver.AddTo(pod, container, workload, variant);
        var metadata = MeshObjects.PodMetadata(workload.Name, variant.Mesh, [("checksum/config", settings.Checksum), .. AddFiles(workload, container, pod)]);
        if (DeliveryObjects.IsFlagger(shop, workload, variant.Delivery))
            metadata.Labels[Labels.Instance] = workload.Name;
        if (workload.HasIdentity(variant.Home))
            metadata.Labels[Identities.Label] = "true";
        return new V1PodTemplateSpec { Metadata = metadata, Spec = pod };
    }

    /// <returns>The annotation that replaces pods when a file changes.</returns>
    private static (string Key, string Value)[] AddFiles(Workload workload, V1Container container, V1PodSpec pod)
    {
        if (workload.PublicImage is not { } image)
            return [];
        container.VolumeMounts.Add(new V1VolumeMount { Name = Files, MountPath = image.Folder, ReadOnlyProperty = true });
        pod.Volumes.Add(new V1Volume { Name = Files, ConfigMap = new V1ConfigMapVolumeSource { Name = image.FilesName } });
        return [("checksum/files", image.Checksum)];
    }

    /// <summary>A Service of the workload's pods with all of its ports.</summary>
    internal static V1Service Service(Workload workload, Mesh mesh) => new()
    {
        Metadata = new V1ObjectMeta { Annotations = MeshTraffic.AnnotationsOf(workload, mesh) },
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
                    AppProtocol = port.IsTcp ? "tcp" : port.IsHttp2 ? "kubernetes.io/h2c" : "http",
                }),
            ],
        },
    };

    private static V1LabelSelector Selector(string name) => new() { MatchLabels = Labels.Selector(name) };

    /// <summary>The path of a workload's folder on its volume.</summary>
    internal static string PathOf(string folder) => string.Create(CultureInfo.InvariantCulture, $"{DataPath}/{folder}");
}
