namespace OtelShop.Hosting.Kubernetes.Policies;

/// <summary>
/// The Pod Security Standard "restricted" as CEL, with a read-only root beside it. The labels of the namespace enforce the standard for pods; this refuses the
/// workload that would make them.
/// </summary>
internal static class RestrictedPods
{
    private static readonly string[] VolumeTypes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    public static PodRule Rule { get; } = new(
        "restricted-pod",
        "Pods meet the Pod Security Standard restricted, and cannot write to the root of their containers.",
        new Demand($"[{string.Join(", ", new[] { "hostNetwork", "hostPID", "hostIPC" }.Select(name => IsTrue("variables.pod", name)))}].all(shared, !shared)", "The pod shares network, processes or IPC with its node."),
        new Demand($"!has(variables.pod.volumes) || variables.pod.volumes.all(v, {string.Join(" || ", VolumeTypes.Select(type => $"has(v.{type})"))})", "A volume is of a type that reaches the node."),
        new Demand(Container($"!({IsTrue("c.securityContext", "privileged")}) && {IsFalse("c.securityContext", "allowPrivilegeEscalation")}"), "A container is privileged or can become so."),
        new Demand(
            Container("has(c.securityContext.capabilities) && has(c.securityContext.capabilities.drop) && 'ALL' in c.securityContext.capabilities.drop"
                + " && (!has(c.securityContext.capabilities.add) || c.securityContext.capabilities.add.all(name, name == 'NET_BIND_SERVICE'))"),
            "A container keeps or adds capabilities."),
        new Demand(
            "variables.containers.all(c, has(c.securityContext) && has(c.securityContext.runAsNonRoot) ? c.securityContext.runAsNonRoot : has(variables.security.runAsNonRoot) && variables.security.runAsNonRoot)",
            "A container may run as root."),
        new Demand(
            "(!has(variables.security.runAsUser) || variables.security.runAsUser != 0) && variables.containers.all(c, !has(c.securityContext) || !has(c.securityContext.runAsUser) || c.securityContext.runAsUser != 0)",
            "A container runs as root."),
        new Demand(
            "variables.containers.all(c, (has(c.securityContext) && has(c.securityContext.seccompProfile) ? c.securityContext.seccompProfile.type"
            + " : has(variables.security.seccompProfile) ? variables.security.seccompProfile.type : 'Unconfined') in ['RuntimeDefault', 'Localhost'])",
            "A container has no seccomp profile."),
        new Demand("variables.containers.all(c, !has(c.ports) || c.ports.all(p, !has(p.hostPort) || p.hostPort == 0))", "A container takes a port of its node."),
        new Demand(Container("has(c.securityContext.readOnlyRootFilesystem) && c.securityContext.readOnlyRootFilesystem"), "A container can write to its root."));

    private static string Container(string condition) => $"variables.containers.all(c, has(c.securityContext) && {condition})";

    private static string IsTrue(string parent, string name) => $"has({parent}.{name}) && {parent}.{name} == true";

    private static string IsFalse(string parent, string name) => $"has({parent}.{name}) && {parent}.{name} == false";
}
