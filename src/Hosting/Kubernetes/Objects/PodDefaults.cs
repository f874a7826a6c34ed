using k8s.Models;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>What every pod has: Pod Security "restricted", and a writable <c>/tmp</c> beside a read-only root.</summary>
internal static class PodDefaults
{
    /// <summary>The user <c>app</c> of .NET's images.</summary>
    public const long DotNetUser = 1654;

    private const string Temporary = "tmp";

    public static V1PodSpec Spec(string name, string priorityClass, long user, V1Container container)
    {
        Hardened(name, container);
        container.VolumeMounts = [new V1VolumeMount { Name = Temporary, MountPath = "/tmp" }, .. container.VolumeMounts ?? []];
        return new V1PodSpec
        {
            ServiceAccountName = name,
            AutomountServiceAccountToken = false,
            // Variables of every Service would slow the start down, and services find each other by DNS.
            EnableServiceLinks = false,
            PriorityClassName = priorityClass,
            SecurityContext = new V1PodSecurityContext
            {
                RunAsNonRoot = true,
                RunAsUser = user,
                RunAsGroup = user,
                FsGroup = user,
                FsGroupChangePolicy = "OnRootMismatch",
                SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" },
            },
            TopologySpreadConstraints = [Spread(name, "topology.kubernetes.io/zone"), Spread(name, "kubernetes.io/hostname")],
            Containers = new List<V1Container> { container },
            Volumes = [new V1Volume { Name = Temporary, EmptyDir = new V1EmptyDirVolumeSource { SizeLimit = new ResourceQuantity("64Mi") } }],
        };
    }

    /// <summary>Gives a container its name, a read-only root, and no privilege.</summary>
    public static V1Container Hardened(string name, V1Container container)
    {
        container.Name = name;
        container.ImagePullPolicy = "IfNotPresent";
        container.SecurityContext = new V1SecurityContext
        {
            AllowPrivilegeEscalation = false,
            ReadOnlyRootFilesystem = true,
            Capabilities = new V1Capabilities { Drop = ["ALL"] },
        };
        return container;
    }

    public static V1ResourceRequirements Resources(string cpuRequest, string cpuLimit, string memoryRequest, string memoryLimit) => new()
    {
        Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new(cpuRequest), ["memory"] = new(memoryRequest) },
        Limits = new Dictionary<string, ResourceQuantity> { ["cpu"] = new(cpuLimit), ["memory"] = new(memoryLimit) },
    };

    public static V1PersistentVolumeClaim Claim(string name, string size) => new()
    {
        ApiVersion = "v1",
        Kind = "PersistentVolumeClaim",
        Metadata = new V1ObjectMeta { Name = name },
        Spec = new V1PersistentVolumeClaimSpec
        {
            AccessModes = ["ReadWriteOnce"],
            Resources = new V1VolumeResourceRequirements { Requests = new Dictionary<string, ResourceQuantity> { ["storage"] = new(size) } },
        },
    };

    // Spread where there is room: a pod on the same node serves more than a pod that waits.
    private static V1TopologySpreadConstraint Spread(string name, string topologyKey) => new()
    {
        MaxSkew = 1,
        TopologyKey = topologyKey,
        WhenUnsatisfiable = "ScheduleAnyway",
        LabelSelector = new V1LabelSelector { MatchLabels = Labels.Selector(name) },
    };
}
