using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>The Pod Security Standard "restricted", https://kubernetes.io/docs/concepts/security/pod-security-standards/.</summary>
internal static class RestrictedPodCheck
{
    private static readonly FrozenSet<string> VolumeTypes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret", "image"];

    private static readonly FrozenSet<string> Sysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
        "net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
    ];

    private static readonly FrozenSet<string> SeLinuxTypes = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

    public static IEnumerable<string> Check(IEnumerable<KubernetesObject> objects) =>
        Workload.Of(objects).SelectMany(workload => OfPod(workload.Pod).Concat(workload.AllContainers.SelectMany(container => OfContainer(workload.Pod, container)))
            .Select(fault => $"{workload}: {fault}"));

    private static IEnumerable<string> OfPod(JsonNode? pod)
    {
        foreach (var field in (string[])["hostNetwork", "hostPID", "hostIPC"])
            if (pod.Flag(field) is true) yield return $"{field} is true";
        foreach (var volume in pod.Items("volumes"))
            foreach (var (type, _) in volume.Fields().Where(field => field.Key != "name" && !VolumeTypes.Contains(field.Key)))
                yield return $"volume {volume.Text("name")} is of type {type}";
        foreach (var sysctl in pod.Items("securityContext", "sysctls").Select(item => item.Text("name")!).Where(name => !Sysctls.Contains(name)))
            yield return $"sysctl {sysctl} is set";
    }

    private static IEnumerable<string> OfContainer(JsonNode? pod, JsonNode container)
    {
        var (own, shared) = (container["securityContext"], pod.At("securityContext"));
        JsonNode? Effective(params string[] path) => own.At(path) ?? shared.At(path);
        (bool IsWrong, string Fault)[] rules =
        [
            (own.Flag("privileged") is true, "is privileged"),
            (own.Flag("allowPrivilegeEscalation") is not false, "does not forbid privilege escalation"),
            (!own.Items("capabilities", "drop").Any(name => name.ToString() == "ALL"), "does not drop ALL capabilities"),
            (own.Items("capabilities", "add").Any(name => name.ToString() != "NET_BIND_SERVICE"), "adds capabilities"),
            (Effective("runAsNonRoot").Flag() is not true, "does not require a user other than root"),
            (Effective("runAsUser").Number() is 0, "runs as root"),
            (Effective("seccompProfile", "type").Text() is not ("RuntimeDefault" or "Localhost"), "has no seccomp profile"),
            (own.Text("procMount") is not (null or "" or "Default"), "mounts another /proc"),
            (Effective("seLinuxOptions", "user") is not null || Effective("seLinuxOptions", "role") is not null
                || !SeLinuxTypes.Contains(Effective("seLinuxOptions", "type").Text() ?? ""), "sets SELinux options"),
            (Effective("appArmorProfile", "type").Text() is "Unconfined", "turns AppArmor off"),
            (Effective("windowsOptions", "hostProcess").Flag() is true, "is a host process"),
            (container.Items("ports").Any(port => port.Number("hostPort") > 0), "takes a port of the node"),
        ];
        return rules.Where(rule => rule.IsWrong).Select(rule => $"container {container.Text("name")} {rule.Fault}");
    }
}
