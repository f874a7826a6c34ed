using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Every reference of a pod or scaler resolves within the render: configuration, secrets, volumes, accounts and variables.</summary>
internal sealed partial class ReferenceCheck
{
    private const string DriverClass = "SecretProviderClass";

    // Null keys: the store decides at run time.
    private readonly Dictionary<(string Kind, string Namespace, string Name), HashSet<string>?> _sources = [];
    private readonly HashSet<(string, string, string)> _objects;
    private readonly ILookup<(string Namespace, string Class), JsonNode> _driven;
    private readonly IReadOnlyList<Workload> _workloads;

    private ReferenceCheck(IReadOnlyList<KubernetesObject> objects)
    {
        _objects = [.. objects.Select(item => (item.Kind, item.Namespace, item.Name))];
        _workloads = Workload.Of(objects);
        foreach (var item in objects.Where(item => item.Kind is "ConfigMap" or "Secret"))
            _sources[(item.Kind, item.Namespace, item.Name)] = [.. ((string[])["data", "stringData", "binaryData"]).SelectMany(part => item.Json.Fields(part)).Select(entry => entry.Key)];
        foreach (var item in objects.Where(item => item.Kind == "ExternalSecret"))
            _sources[("Secret", item.Namespace, item.Spec.Text("target", "name") ?? item.Name)] = KeysOf(item.Spec);
        _driven = objects.Where(item => item.Kind == DriverClass).SelectMany(item => item.Spec.Items("secretObjects"), (item, secret) => (Key: (item.Namespace, item.Name), secret)).ToLookup(item => item.Key, item => item.secret);
    }

    public static IEnumerable<string> Check(IReadOnlyList<KubernetesObject> objects)
    {
        var check = new ReferenceCheck(objects);
        return
        [
            .. check._workloads.SelectMany(workload => check.OfWorkload(workload).Select(fault => $"{workload}: {fault}")),
            .. objects.Where(item => item.Kind == "TriggerAuthentication").SelectMany(item => check.OfTrigger(item).Select(fault => $"{item}: {fault}")),
        ];
    }

    private static HashSet<string>? KeysOf(JsonNode? externalSecret)
    {
        var template = externalSecret.Fields("target", "template", "data").Select(entry => entry.Key).ToHashSet();
        if (template.Count > 0 && externalSecret.Text("target", "template", "mergePolicy") is not "Merge") return template;
        if (externalSecret.Items("dataFrom").Any()) return null;
        return [.. template, .. externalSecret.Items("data").Select(entry => entry.Text("secretKey")!)];
    }

    private IEnumerable<string> OfWorkload(Workload workload) =>
    [
        .. workload.AllContainers.SelectMany(container => OfEnvironment(workload, container).Concat(OfMounts(workload, container)).Select(fault => $"container {container.Text("name")}: {fault}")),
        .. workload.Pod.Items("volumes").SelectMany(volume => OfVolume(workload, volume).Select(fault => $"volume {volume.Text("name")}: {fault}")),
        .. Named(workload, "ServiceAccount", workload.Pod.Text("serviceAccountName")),
        .. Named(workload, "Service", workload.Object.Spec.Text("serviceName")),
        .. workload.Pod.Items("imagePullSecrets").SelectMany(secret => Source(workload.Namespace, "Secret", secret.Text("name"), [], pod: workload.Pod)),
        .. workload.Pod.Text("priorityClassName") is { } priority && !priority.StartsWith("system-", StringComparison.Ordinal)
            && !_objects.Contains(("PriorityClass", "", priority)) ? (string[])[$"there is no PriorityClass {priority}"] : [],
    ];

    private IEnumerable<string> OfTrigger(KubernetesObject trigger) =>
    [
        .. trigger.Spec.Items("configMapTargetRef").SelectMany(map => Source(trigger.Namespace, "ConfigMap", map.Text("name"), [map.Text("key")!])),
        .. trigger.Spec.Items("secretTargetRef").SelectMany(secret => Source(trigger.Namespace, "Secret", secret.Text("name"), [secret.Text("key")!])),
    ];

    private IEnumerable<string> OfEnvironment(Workload workload, JsonNode container)
    {
        foreach (var source in container.Items("envFrom"))
            foreach (var fault in Reference(workload, source["configMapRef"], source["secretRef"], []))
                yield return fault;
        var defined = new HashSet<string>();
        foreach (var variable in container.Items("env"))
        {
            var (name, from) = (variable.Text("name")!, variable["valueFrom"]);
            var (map, secret) = (from.At("configMapKeyRef"), from.At("secretKeyRef"));
            foreach (var fault in Reference(workload, map, secret, [(map ?? secret).Text("key") ?? ""])) yield return $"{name}: {fault}";
            // Kubernetes leaves the text of a variable that it does not know yet as it is.
            foreach (Match use in Use().Matches(variable.Text("value") ?? ""))
                if (!defined.Contains(use.Groups[1].Value)) yield return $"{name} uses $({use.Groups[1].Value}), which is not defined before it";
            if (!defined.Add(name)) yield return $"{name} is defined twice";
        }
    }

    private static IEnumerable<string> OfMounts(Workload workload, JsonNode container)
    {
        var volumes = workload.Pod.Items("volumes").Select(volume => volume.Text("name"))
            .Concat(workload.Object.Spec.Items("volumeClaimTemplates").Select(claim => claim.Text("metadata", "name"))).ToHashSet();
        return container.Items("volumeMounts").Select(mount => mount.Text("name")).Where(name => !volumes.Contains(name)).Select(name => $"mounts the volume {name}, which is not there");
    }

    private IEnumerable<string> OfVolume(Workload workload, JsonNode volume)
    {
        string[] Keys(JsonNode? source) => [.. source.Items("items").Select(item => item.Text("key")!)];
        foreach (var source in volume.Items("projected", "sources").Append(volume))
        {
            if (source["configMap"] is { } map)
                foreach (var fault in Source(workload.Namespace, "ConfigMap", map.Text("name"), Keys(map), map.Flag("optional"))) yield return fault;
            if (source["secret"] is { } secret)
                foreach (var fault in Source(workload.Namespace, "Secret", secret.Text("secretName") ?? secret.Text("name"), Keys(secret), secret.Flag("optional"), workload.Pod)) yield return fault;
        }

        foreach (var fault in Named(workload, "PersistentVolumeClaim", volume.Text("persistentVolumeClaim", "claimName"))) yield return fault;
        foreach (var fault in Named(workload, DriverClass, ClassOf(volume))) yield return fault;
    }

    private IEnumerable<string> Reference(Workload workload, JsonNode? map, JsonNode? secret, string[] keys) =>
        map is not null ? Source(workload.Namespace, "ConfigMap", map.Text("name"), keys, map.Flag("optional"))
        : secret is not null ? Source(workload.Namespace, "Secret", secret.Text("name"), keys, secret.Flag("optional"), workload.Pod)
        : [];

    private IEnumerable<string> Source(string @namespace, string kind, string? name, IEnumerable<string> keys, bool? optional = null, JsonNode? pod = null)
    {
        if (optional is true) return [];
        if (!_sources.TryGetValue((kind, @namespace, name ?? ""), out var known) && (kind != "Secret" || !IsDriven(@namespace, name, pod, out known)))
            return [$"there is no {kind} {name}"];
        return keys.Where(key => known?.Contains(key) is false).Select(key => $"{kind} {name} has no key {key}");
    }

    // The driver makes a Secret while a pod mounts it: the pod must not wait for another.
    private bool IsDriven(string @namespace, string? name, JsonNode? pod, out HashSet<string>? keys)
    {
        var secret = pod.Items("volumes").Select(ClassOf).OfType<string>().SelectMany(driven => _driven[(@namespace, driven)]).FirstOrDefault(made => made.Text("secretName") == name);
        keys = secret is null ? null : [.. secret.Items("data").Select(entry => entry.Text("key")!)];
        return secret is not null;
    }

    private static string? ClassOf(JsonNode volume) => volume.Text("csi", "volumeAttributes", "secretProviderClass");

    private IEnumerable<string> Named(Workload workload, string kind, string? name) =>
        name is null or "default" || _objects.Contains((kind, workload.Namespace, name)) ? [] : [$"there is no {kind} {name}"];

    // $$(NAME) is an escaped dollar sign.
    [GeneratedRegex(@"(?<!\$)\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)")]
    private static partial Regex Use();
}
