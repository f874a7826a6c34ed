namespace OtelShop.Deploy.Tests.Rights;

/// <summary>What commands of a page need, by the source of their programs.</summary>
internal static class CommandRights
{
    /// <summary>The commands of a page that ask an API server or Argo CD.</summary>
    public static IEnumerable<string[]> Commands(string page) => ShellText.Commands(page).Where(words => words is ["kubectl" or "helm" or "argocd" or "velero", _, _, ..]);

    /// <exception cref="ArgumentException">What the command needs is not known.</exception>
    public static IEnumerable<Right> Of(string[] words) => (words[0], words[1..]) switch
    {
        ("kubectl", var rest) => OfKubectl(new(rest)),
        ("helm", ["repo" or "template", ..]) => [],
        ("helm", ["install" or "upgrade" or "uninstall" or "test", ..]) => [Right.Everything],
        ("velero", var rest) => OfVelero(rest),
        ("argocd", ["app", var verb and ("sync" or "get"), var name, ..]) => [new("argocd", "argocd", "applications", verb, $"otelshop/{name}")],
        ("argocd", ["app", "set", var name, ..]) => [new("argocd", "argocd", "applications", "update", $"otelshop/{name}")],
        ("argocd", ["cluster", "add", ..]) => [new("argocd", "argocd", "clusters", "create"), Right.Everything],
        _ => throw new ArgumentException($"what {string.Join(' ', words)} needs is not known"),
    };

    private static IEnumerable<Right> OfKubectl(KubectlCommand command) => command.Words switch
    {
        ["get", ..] => Each(command, 1, target => [target.Name is null ? "list" : "get"]),
        ["describe", ..] => [.. Each(command, 1, target => [target.Name is null ? "list" : "get"]), .. OfDescription(command)],
        ["delete", ..] => Each(command, 1, target => target.Name is null ? ["list", "delete"] : ["delete"]),
        ["annotate" or "label", ..] => Each(command, 1, target => [target.Name is null ? "list" : "get", "patch"]),
        ["rollout", "restart", ..] => Each(command, 2, target => [target.Name is null ? "list" : "get", "patch"]),
        ["scale", ..] => command.Targets(1).SelectMany(target => (Right[])[Of(target, "get"), Of(target, "patch", "/scale")]),
        ["logs", ..] => [.. PodsOf(command), In(command, "pods/log", "get")],
        ["port-forward", ..] => [.. PodsOf(command), In(command, "pods/portforward", "create")],
        ["exec", ..] => [.. PodsOf(command), In(command, "pods/exec", "create")],
        ["debug", ..] => [.. PodsOf(command), In(command, "pods/ephemeralcontainers", "patch")],
        ["top", "nodes"] => [new("", "", "nodes", "list"), new("", "metrics.k8s.io", "nodes", "list")],
        ["top", "pods"] => [new(command.PlaceOf(isOfCluster: false), "metrics.k8s.io", "pods", "list")],
        ["create", "secret", ..] => command.Has("--dry-run") ? [] : [In(command, "secrets", "create")],
        ["argo", "rollouts", var verb, ..] => OfRollouts(command, verb),
        // What is in the files or in the vault is not in the command.
        ["apply", ..] => [Right.Everything],
        _ => throw new ArgumentException($"what kubectl {string.Join(' ', command.Words)} needs is not known"),
    };

    // The plugin waits until it has listed all of these, even those that there are none of.
    private static IEnumerable<Right> OfRollouts(KubectlCommand command, string verb) => verb switch
    {
        "get" => from resource in (string[])["rollouts", "experiments", "analysisruns", "deployments", "replicasets", "pods"]
                 from read in (string[])["list", "watch"]
                 select new Right(command.Namespace, resource switch { "pods" => "", "deployments" or "replicasets" => "apps", _ => "argoproj.io" }, resource, read),
        "abort" or "retry" => [OfRollout(command, "/status", "patch")],
        "promote" => [OfRollout(command, "", "get"), OfRollout(command, "", "patch"), OfRollout(command, "/status", "patch")],
        "restart" => [OfRollout(command, "", "patch")],
        _ => throw new ArgumentException($"what kubectl argo rollouts {verb} needs is not known"),
    };

    private static Right OfRollout(KubectlCommand command, string part, string verb) => new(command.Namespace, "argoproj.io", $"rollouts{part}", verb);

    // A schedule has hooks, which run programs in pods. A download is a link that opens every file of the store, Secrets included.
    private static IEnumerable<Right> OfVelero(string[] words) => words switch
    {
        ["backup", "get", ..] => [OfObjects("backups", "list")],
        ["backup-location", "get", ..] => [OfObjects("backupstoragelocations", "list")],
        ["backup", "create", ..] => [OfObjects("schedules", "get"), OfObjects("backups", "create"), OfObjects("backups", "watch")],
        ["backup", "describe" or "logs", ..] => [OfObjects("backups", "get"), OfObjects("downloadrequests", "create")],
        ["restore", "create", ..] => [OfObjects("schedules", "get"), OfObjects("backups", "list"), OfObjects("restores", "create"), OfObjects("restores", "watch")],
        _ => throw new ArgumentException($"what velero {string.Join(' ', words)} needs is not known"),
    };

    private static Right OfObjects(string resource, string verb) => new("velero", "velero.io", resource, verb);

    private static IEnumerable<Right> OfDescription(KubectlCommand command) => command.Targets(1).First().Resource == "nodes"
        ? [new("", "", "events", "list"), new("", "", "pods", "list")]
        : [In(command, "events", "list")];

    // The pods of a workload or a Service are looked up by its selector.
    private static IEnumerable<Right> PodsOf(KubectlCommand command)
    {
        if (command.Has("-l", "--selector")) return [In(command, "pods", "list")];
        return command.Words[1].Contains('/', StringComparison.Ordinal)
            ? [.. command.Targets(1).Take(1).Select(target => Of(target, "get")), In(command, "pods", "get"), In(command, "pods", "list")]
            : [In(command, "pods", "get")];
    }

    private static IEnumerable<Right> Each(KubectlCommand command, int from, Func<(string Group, string Resource, string Place, string? Name), string[]> verbs) =>
        command.Targets(from).SelectMany(target => verbs(target).Select(verb => Of(target, verb)));

    private static Right Of((string Group, string Resource, string Place, string? Name) target, string verb, string part = "") => new(target.Place, target.Group, target.Resource + part, verb, target.Name);

    private static Right In(KubectlCommand command, string resource, string verb) => new(command.PlaceOf(isOfCluster: false), "", resource, verb);
}
