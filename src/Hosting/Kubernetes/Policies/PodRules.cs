namespace OtelShop.Hosting.Kubernetes.Policies;

/// <summary>
/// The rules, once for every engine: they differ in how they wrap CEL, not in what they ask. That an image is signed is the one rule that no expression can
/// tell; <see cref="ImageSignature"/> has it.
/// </summary>
internal static class PodRules
{
    /// <summary>
    /// Parts of the expressions, each of which may use those before it. <c>dyn</c>, because workloads of different kinds keep their pods in different places.
    /// </summary>
    public static IReadOnlyList<CelVariable> Variables { get; } =
    [
        new("template", "object.kind == 'Pod' ? dyn(object) : object.kind == 'CronJob' ? dyn(object).spec.jobTemplate.spec.template : dyn(object).spec.template"),
        new("pod", "variables.template.spec"),
        // An ephemeral container can have neither resources nor probes.
        new("lasting", "variables.pod.containers + (has(variables.pod.initContainers) ? variables.pod.initContainers : [])"),
        new("containers", "variables.lasting + (has(variables.pod.ephemeralContainers) ? variables.pod.ephemeralContainers : [])"),
        new("security", "has(variables.pod.securityContext) ? variables.pod.securityContext : dyn({})"),
        new("ends", "has(variables.pod.restartPolicy) && variables.pod.restartPolicy != 'Always'"),
    ];

    /// <summary>Every rule that CEL can tell.</summary>
    /// <param name="own">How names of the shop's images begin.</param>
    /// <param name="others">Names of other images, without tag.</param>
    public static IReadOnlyList<PodRule> Of(string own, IEnumerable<string> others) =>
    [
        new(
            "image-registry",
            "Images come from the registry of the shop, or are among those of others that the app model publishes.",
            new Demand(
                $"variables.containers.all(c, c.image.startsWith('{own}') || [{string.Join(", ", others.Select(name => $"'{name}'"))}].exists(name, c.image.startsWith(name + ':') || c.image.startsWith(name + '@')))",
                "The image is from a registry or repository that is not approved.")),
        new(
            "image-tag",
            "An image has a digest or a tag that names one build: latest, stable, main and 17 move, 17.6 does not.",
            new Demand(
                @"variables.containers.all(c, c.image.matches('^[^@]+@sha256:[0-9a-f]{64}$') || c.image.matches(':((stable-|edge-)?v?[0-9]+[.-][A-Za-z0-9._-]+|pr-[0-9]+-[0-9a-f]{7,40})$'))",
                "The image has no tag that names one build, and no digest.")),
        new(
            "probes",
            "Containers that do not end by themselves tell whether they live and whether they are ready.",
            // Istio restarts its proxy itself.
            new Demand("variables.ends || variables.pod.containers.all(c, c.name == 'istio-proxy' || has(c.livenessProbe))", "A container has no liveness probe."),
            new Demand("variables.ends || variables.pod.containers.all(c, has(c.readinessProbe))", "A container has no readiness probe.")),
        new(
            "resources",
            "Every container requests processor time and memory, and has a limit of both.",
            new Demand(Resources("requests"), "A container requests no processor time or no memory."),
            new Demand(Resources("limits"), "A container has no limit of processor time or memory.")),
        RestrictedPods.Rule,
        new(
            "service-account-token",
            "No pod of the shop calls the API server, so none has a token for it.",
            new Demand("has(variables.pod.automountServiceAccountToken) && variables.pod.automountServiceAccountToken == false", "The pod mounts the token of its service account.")),
        new(
            "labels",
            "Workloads and their pods say what they are and what they belong to.",
            new Demand(Labelled("object.metadata"), "The object has no label app.kubernetes.io/name or app.kubernetes.io/part-of."),
            new Demand(Labelled("variables.template.metadata"), "The pods have no label app.kubernetes.io/name or app.kubernetes.io/part-of.")),
    ];

    private static string Resources(string kind) =>
        $"variables.lasting.all(c, has(c.resources) && has(c.resources.{kind}) && ['cpu', 'memory'].all(name, name in c.resources.{kind}))";

    private static string Labelled(string metadata) =>
        $"has({metadata}.labels) && ['app.kubernetes.io/name', 'app.kubernetes.io/part-of'].all(name, name in {metadata}.labels)";
}
