using k8s.Models;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Collector;

/// <summary>The collector on every node: DaemonSet, its rights, and the Service that pods of the node reach it by.</summary>
internal sealed class AgentObjects(ObjectList list)
{
    private const string Name = CollectorNames.Agent;

    public void Add()
    {
        list.Add(CollectorParts.Namespace(CollectorNames.AgentNamespace, enforce: "privileged"), CollectorNames.AgentNamespace, owner: Name);
        list.Add(new V1ServiceAccount { AutomountServiceAccountToken = false }, Name);
        list.Add(Role(), Name);
        list.Add(RoleBinding(), Name);
        list.Add(Service(), Name);
        list.Add(DaemonSet(), Name);
        CollectorParts.AddMonitor(list, Name);
        CollectorParts.AddPolicies(list, Name, [FromShop()], [CollectorParts.ToGateway(), CollectorParts.ToAnyAddress(443, 6443, KubeletPort), Metadata()]);
    }

    private const int KubeletPort = 10250;

    // What k8sattributes and kubeletstats read, and nothing that changes the cluster.
    private static V1ClusterRole Role() => new()
    {
        Rules =
        [
            new V1PolicyRule { ApiGroups = [""], Resources = ["namespaces", "nodes", "pods"], Verbs = ["get", "list", "watch"] },
            new V1PolicyRule { ApiGroups = ["apps"], Resources = ["replicasets"], Verbs = ["get", "list", "watch"] },
            new V1PolicyRule { ApiGroups = ["batch"], Resources = ["jobs"], Verbs = ["get", "list", "watch"] },
            new V1PolicyRule { ApiGroups = [""], Resources = ["nodes/stats"], Verbs = ["get"] },
        ],
    };

    private static V1ClusterRoleBinding RoleBinding() => new()
    {
        RoleRef = new V1RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = Name },
        Subjects = [new Rbacv1Subject { Kind = "ServiceAccount", Name = Name, NamespaceProperty = CollectorNames.AgentNamespace }],
    };

    // Pods send to the agent of their own node: it knows them, and telemetry crosses the network once.
    private static V1Service Service() => new()
    {
        Spec = new V1ServiceSpec
        {
            Type = "ClusterIP",
            InternalTrafficPolicy = "Local",
            Selector = Labels.Selector(Name),
            Ports =
            [
                CollectorParts.ServicePort("otlp-grpc", CollectorNames.OtlpPort, "kubernetes.io/h2c"),
                CollectorParts.ServicePort("otlp-http", CollectorNames.OtlpHttpPort, "http"),
            ],
        },
    };

    private static V1DaemonSet DaemonSet()
    {
        var container = CollectorParts.Container("/etc/otelcol/agent.yaml", "25m", "80Mi", 256);
        container.Ports.Add(new V1ContainerPort { Name = "otlp-http", ContainerPort = CollectorNames.OtlpHttpPort, Protocol = "TCP" });
        container.Env = [.. CollectorParts.Fields(("NODE_NAME", "spec.nodeName"), ("NODE_IP", "status.hostIP")), .. container.Env];
        container.VolumeMounts =
        [
            .. container.VolumeMounts,
            new V1VolumeMount { Name = "queue", MountPath = CollectorNames.QueueFolder },
            .. HostFolders.Select(folder => new V1VolumeMount { Name = folder.Name, MountPath = folder.MountPath, ReadOnlyProperty = true }),
        ];
        var pod = CollectorParts.Pod(Name, container);
        pod.AutomountServiceAccountToken = true;
        pod.PriorityClassName = "system-node-critical";
        pod.TopologySpreadConstraints = null;
        pod.Tolerations = [new V1Toleration { OperatorProperty = "Exists" }];
        // Log files belong to root. Without capabilities root is what owns them, and no more.
        pod.SecurityContext = new V1PodSecurityContext { RunAsUser = 0, RunAsGroup = 0, SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" } };
        foreach (var folder in HostFolders)
            pod.Volumes.Add(HostPath(folder.Name, folder.Path, "Directory"));
        pod.Volumes.Add(HostPath("queue", CollectorNames.QueueFolder, "DirectoryOrCreate"));
        return new V1DaemonSet
        {
            Spec = new V1DaemonSetSpec
            {
                Selector = new V1LabelSelector { MatchLabels = Labels.Selector(Name) },
                UpdateStrategy = new V1DaemonSetUpdateStrategy { Type = "RollingUpdate", RollingUpdate = new V1RollingUpdateDaemonSet { MaxUnavailable = "10%" } },
                Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta { Labels = Labels.Of(Name) }, Spec = pod },
            },
        };
    }

    private static readonly (string Name, string Path, string MountPath)[] HostFolders =
        [("proc", "/proc", "/hostfs/proc"), ("sys", "/sys", "/hostfs/sys"), ("logs", "/var/log/pods", "/var/log/pods")];

    private static V1Volume HostPath(string name, string path, string type) => new() { Name = name, HostPath = new V1HostPathVolumeSource { Path = path, Type = type } };

    private static V1NetworkPolicyIngressRule FromShop() => new()
    {
        FromProperty = [new V1NetworkPolicyPeer { NamespaceSelector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { [Labels.PartOf] = Labels.Shop } } }],
        Ports = [CollectorParts.PolicyPort(CollectorNames.OtlpPort), CollectorParts.PolicyPort(CollectorNames.OtlpHttpPort)],
    };

    // Which virtual machine the node is.
    private static V1NetworkPolicyEgressRule Metadata() => new()
    {
        To = [new V1NetworkPolicyPeer { IpBlock = new V1IPBlock { Cidr = "169.254.169.254/32" } }],
        Ports = [CollectorParts.PolicyPort(80)],
    };
}
