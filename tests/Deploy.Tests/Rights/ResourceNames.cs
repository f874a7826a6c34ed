namespace OtelShop.Deploy.Tests.Rights;

/// <summary>Resources by the names that kubectl takes. Their definitions are in a cluster alone.</summary>
internal static class ResourceNames
{
    private static readonly (string Group, string Plural, bool IsOfCluster, string[] Others)[] Known =
    [
        ("", "events", false, []),
        ("", "namespaces", true, ["namespace", "ns"]),
        ("", "nodes", true, ["node"]),
        ("", "persistentvolumeclaims", false, ["pvc"]),
        ("", "pods", false, ["pod", "po"]),
        ("", "secrets", false, ["secret"]),
        ("", "services", false, ["service", "svc"]),
        ("acme.cert-manager.io", "challenges", false, ["challenge"]),
        ("acme.cert-manager.io", "orders", false, ["order"]),
        ("apps", "daemonsets", false, ["daemonset", "ds"]),
        ("apps", "deployments", false, ["deployment", "deploy"]),
        ("apps", "statefulsets", false, ["statefulset", "sts"]),
        ("argoproj.io", "rollouts", false, ["rollout"]),
        ("autoscaling", "horizontalpodautoscalers", false, ["hpa"]),
        ("batch", "cronjobs", false, ["cronjob"]),
        ("batch", "jobs", false, ["job"]),
        ("cert-manager.io", "certificates", false, ["certificate"]),
        ("chaos-mesh.org", "networkchaos", false, []),
        ("chaos-mesh.org", "podchaos", false, []),
        ("chaos-mesh.org", "stresschaos", false, []),
        ("external-secrets.io", "externalsecrets", false, ["externalsecret"]),
        ("gateway.networking.k8s.io", "gateways", false, ["gateway"]),
        ("gateway.networking.k8s.io", "httproutes", false, ["httproute"]),
        ("keda.sh", "scaledobjects", false, ["scaledobject"]),
        ("networking.k8s.io", "networkpolicies", false, ["networkpolicy"]),
        ("velero.io", "backups", false, ["backup"]),
        ("velero.io", "backupstoragelocations", false, ["backupstoragelocation"]),
        ("velero.io", "schedules", false, ["schedule"]),
    ];

    /// <exception cref="ArgumentException">The table lacks the name.</exception>
    public static (string Group, string Plural, bool IsOfCluster) Of(string name)
    {
        var known = Known.FirstOrDefault(entry => entry.Plural == name || entry.Others.Contains(name));
        return known.Plural is null ? throw new ArgumentException($"the resource {name} is not known") : (known.Group, known.Plural, known.IsOfCluster);
    }
}
