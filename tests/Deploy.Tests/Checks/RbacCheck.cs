using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Rights that lead to more than they say: section 5.1 of the CIS Kubernetes Benchmark.</summary>
internal static class RbacCheck
{
    private static readonly string[] Reading = ["get", "list", "watch"];
    private static readonly string[] Writing = ["create", "update", "patch"];
    private static readonly string[] BroadRoles = ["cluster-admin", "admin", "edit"];
    private static readonly string[] BroadGroups = ["system:masters", "system:authenticated", "system:unauthenticated"];

    // Item of the benchmark, resources, verbs that no role has on them, and what they would permit.
    private static readonly (string Item, string[] Resources, string[] Verbs, string Fault)[] Refused =
    [
        ("5.1.2", ["secrets"], Reading, "reads secrets"),
        ("5.1.4", ["pods", "pods/exec", "pods/attach", "deployments", "statefulsets", "daemonsets", "replicasets", "jobs", "cronjobs"], ["create"], "starts pods or programs in them"),
        ("5.1.8", ["roles", "clusterroles", "rolebindings", "clusterrolebindings"], ["bind", "escalate", .. Writing], "gives itself rights"),
        ("5.1.8", ["users", "groups", "serviceaccounts"], ["impersonate"], "acts as another"),
        ("5.1.9", ["persistentvolumes"], ["create"], "mounts folders of nodes"),
        ("5.1.10", ["nodes/proxy"], [.. Reading, .. Writing], "commands kubelets"),
        ("5.1.11", ["certificatesigningrequests/approval", "signers"], ["approve", "sign", .. Writing], "signs certificates"),
        ("5.1.12", ["validatingwebhookconfigurations", "mutatingwebhookconfigurations", "validatingadmissionpolicies", "validatingadmissionpolicybindings"], Writing, "changes admission"),
        ("5.1.13", ["serviceaccounts/token"], ["create"], "makes tokens"),
        // What the same items mean for custom resources and labels, which the benchmark does not name.
        ("5.1.2", ["downloadrequests"], ["create"], "reads the secrets in backups"),
        ("5.1.4", ["backups"], Writing, "runs the hooks of a backup in pods"),
        ("5.1.4", ["restores"], ["create"], "makes any object of a backup"),
        ("5.2", ["namespaces"], Writing, "lifts the Pod Security of a namespace"),
    ];

    public static IEnumerable<string> Check(IEnumerable<KubernetesObject> objects) => objects.SelectMany(item => item.Kind switch
    {
        "Role" or "ClusterRole" => item.Json.Items("rules").SelectMany(OfRule),
        "RoleBinding" or "ClusterRoleBinding" => OfBinding(item),
        _ => [],
    }, (item, fault) => $"{item}: {fault}");

    private static IEnumerable<string> OfRule(JsonNode rule)
    {
        var (resources, verbs) = (Texts(rule, "resources"), Texts(rule, "verbs"));
        if (Texts(rule, "apiGroups").Concat(resources).Concat(verbs).Concat(Texts(rule, "nonResourceURLs")).Any(value => value.Contains('*', StringComparison.Ordinal)))
            yield return "5.1.3 has a wildcard";
        if (resources.Contains("secrets") && verbs.Contains("delete") && Texts(rule, "resourceNames").Count == 0) yield return "5.1.2 deletes every secret";
        foreach (var (item, named, forbidden, fault) in Refused)
            if (resources.Any(named.Contains) && verbs.Any(forbidden.Contains)) yield return $"{item} {fault}";
    }

    private static IEnumerable<string> OfBinding(KubernetesObject binding)
    {
        if (binding.Json.Text("roleRef", "name") is { } role && BroadRoles.Contains(role)) yield return $"5.1.1 gives the role {role}";
        foreach (var subject in binding.Json.Items("subjects"))
        {
            if (BroadGroups.Contains(subject.Text("name"))) yield return $"5.1.7 gives rights to {subject.Text("name")}";
            if (subject.Text("kind") == "ServiceAccount" && subject.Text("name") == "default") yield return "5.1.5 gives rights to the default account";
        }
    }

    private static List<string> Texts(JsonNode rule, string name) => [.. rule.Items(name).Select(item => item.ToString())];
}
