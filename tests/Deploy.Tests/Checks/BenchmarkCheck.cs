using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Items of section 5 of the CIS Kubernetes Benchmark 1.10 that manifests can meet; docs/cis-benchmark.md has the others.</summary>
internal static class BenchmarkCheck
{
    /// <summary>What an item finds in the objects of a cluster.</summary>
    public static IReadOnlyDictionary<string, Func<IReadOnlyList<KubernetesObject>, IEnumerable<string>>> Items { get; } =
        new Dictionary<string, Func<IReadOnlyList<KubernetesObject>, IEnumerable<string>>>
        {
            ["5.1.1"] = objects => Rights(objects, "5.1.1"),
            ["5.1.2"] = objects => Rights(objects, "5.1.2"),
            ["5.1.3"] = objects => Rights(objects, "5.1.3"),
            ["5.1.4"] = objects => Rights(objects, "5.1.4"),
            ["5.1.5"] = objects => [.. Rights(objects, "5.1.5"), .. Workloads(objects, IsOfDefaultAccountWithToken, "uses the default account")],
            ["5.1.6"] = objects => Workloads(objects, workload => workload.Pod.Flag("automountServiceAccountToken") is not false && !HasRights(workload, objects), "has a token that it does not need"),
            ["5.1.7"] = objects => Rights(objects, "5.1.7"),
            ["5.1.8"] = objects => Rights(objects, "5.1.8"),
            ["5.1.9"] = objects => Rights(objects, "5.1.9"),
            ["5.1.10"] = objects => Rights(objects, "5.1.10"),
            ["5.1.11"] = objects => Rights(objects, "5.1.11"),
            ["5.1.12"] = objects => Rights(objects, "5.1.12"),
            ["5.1.13"] = objects => Rights(objects, "5.1.13"),
            ["5.2.1"] = objects => objects.Where(item => item.Kind == "Namespace" && !item.Json.Labels("metadata", "labels").ContainsKey(Standard)).Select(item => $"{item}: enforces no Pod Security Standard"),
            ["5.2.2"] = objects => Pods(objects, "is privileged"),
            ["5.2.3"] = objects => Pods(objects, "hostPID is true"),
            ["5.2.4"] = objects => Pods(objects, "hostIPC is true"),
            ["5.2.5"] = objects => Pods(objects, "hostNetwork is true"),
            ["5.2.6"] = objects => Pods(objects, "does not forbid privilege escalation"),
            ["5.2.7"] = objects => Pods(objects, "as root", "other than root"),
            ["5.2.8"] = objects => Pods(objects, "does not drop ALL capabilities"),
            ["5.2.9"] = objects => Pods(objects, "adds capabilities"),
            ["5.2.10"] = objects => Pods(objects, "does not drop ALL capabilities"),
            ["5.2.11"] = objects => Pods(objects, "is a host process"),
            ["5.2.12"] = objects => Pods(objects, "is of type hostPath"),
            ["5.2.13"] = objects => Pods(objects, "takes a port of the node"),
            ["5.3.2"] = objects => NamespacesOf(objects).Where(name => !objects.Any(item => item.Namespace == name && IsDenial(item))).Select(name => $"{name}: has no policy that denies what no other permits"),
            ["5.4.2"] = SecretCheck.Check,
            ["5.7.1"] = objects => NamespacesOf(objects).Where(name => !objects.Any(item => item.Kind == "Namespace" && item.Name == name)).Select(name => $"{name}: is not declared"),
            ["5.7.2"] = objects => Pods(objects, "has no seccomp profile"),
            ["5.7.3"] = objects => Workloads(objects, workload => workload.AllContainers.Any(container => container["securityContext"] is null), "has no security context"),
            ["5.7.4"] = objects => objects.Where(item => item.Namespace == "default").Select(item => $"{item}: is in the namespace default"),
        };

    private const string Standard = "pod-security.kubernetes.io/enforce";

    // The agents read logs and figures of their node: their namespace is privileged, and they alone are in it.
    private const string Agents = "observability";

    private static IEnumerable<string> Rights(IReadOnlyList<KubernetesObject> objects, string item) => RbacCheck.Check(objects).Where(finding => finding.Contains($": {item} ", StringComparison.Ordinal));

    private static IEnumerable<string> Pods(IReadOnlyList<KubernetesObject> objects, params string[] faults) =>
        RestrictedPodCheck.Check(objects.Where(item => item.Namespace != Agents)).Where(finding => faults.Any(fault => finding.Contains(fault, StringComparison.Ordinal)));

    private static IEnumerable<string> Workloads(IReadOnlyList<KubernetesObject> objects, Func<Workload, bool> isWrong, string fault) => Workload.Of(objects).Where(isWrong).Select(workload => $"{workload}: {fault}");

    private static bool IsOfDefaultAccountWithToken(Workload workload) =>
        (workload.Pod.Text("serviceAccountName") ?? "default") == "default" && workload.Pod.Flag("automountServiceAccountToken") is not false;

    private static bool HasRights(Workload workload, IReadOnlyList<KubernetesObject> objects) => objects.Any(item => item.Kind.EndsWith("RoleBinding", StringComparison.Ordinal)
        && item.Json.Items("subjects").Any(subject => (subject.Text("kind"), subject.Text("name"), subject.Text("namespace")) == ("ServiceAccount", workload.Pod.Text("serviceAccountName"), workload.Namespace)));

    private static bool IsDenial(KubernetesObject item) => item.Kind == "NetworkPolicy" && item.Spec.At("podSelector") is JsonObject { Count: 0 }
        && item.Spec.Items("policyTypes").Count() == 2 && item.Spec.At("ingress") is null;

    private static IEnumerable<string> NamespacesOf(IReadOnlyList<KubernetesObject> objects) => Workload.Of(objects).Select(workload => workload.Namespace).Distinct();
}
