using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Shape of Linkerd's policy resources, whose schemas are in no npm package, and their references among each other.</summary>
internal static class LinkerdPolicyCheck
{
    public const string Group = "policy.linkerd.io";

    private static readonly string[] Protocols = ["unknown", "HTTP/1", "HTTP/2", "gRPC", "opaque", "TLS"];
    private static readonly string[] TargetFields = ["group", "kind", "name"];
    private static readonly string[] ReferenceFields = [.. TargetFields, "namespace"];

    public static bool IsPolicy(KubernetesObject item) => item.ApiVersion.StartsWith(Group + "/", StringComparison.Ordinal);

    public static IEnumerable<string> Check(IReadOnlyList<KubernetesObject> objects) =>
        objects.Where(IsPolicy).SelectMany(policy => OfPolicy(policy, objects).Select(fault => $"{policy}: {fault}"));

    private static IEnumerable<string> OfPolicy(KubernetesObject policy, IReadOnlyList<KubernetesObject> objects) => (policy.ApiVersion, policy.Kind) switch
    {
        ($"{Group}/v1beta3", "Server") => OfServer(policy, Workload.Of(objects)),
        ($"{Group}/v1alpha1", "AuthorizationPolicy") => OfAuthorization(policy, objects),
        ($"{Group}/v1alpha1", "MeshTLSAuthentication") =>
            [.. Fields(policy.Spec, "spec", [], "identities", "identityRefs"), .. OfReferences(policy, "identityRefs", objects),
                .. OneOf(policy.Spec, "identities", "identityRefs")],
        ($"{Group}/v1alpha1", "NetworkAuthentication") =>
            [.. Fields(policy.Spec, "spec", ["networks"], "networks"), .. policy.Spec.Items("networks").SelectMany(network => Fields(network, "spec.networks", ["cidr"], "cidr", "except"))],
        ($"{Group}/v1beta3", "HTTPRoute") =>
            [.. Fields(policy.Spec, "spec", ["parentRefs", "rules"], "parentRefs", "rules", "hostnames"), .. OfReferences(policy, "parentRefs", objects)],
        var (version, _) => [$"{version} has no such kind"],
    };

    private static IEnumerable<string> OfServer(KubernetesObject server, IReadOnlyList<Workload> workloads)
    {
        foreach (var fault in Fields(server.Spec, "spec", ["port", "podSelector"], "port", "podSelector", "proxyProtocol", "accessPolicy")) yield return fault;
        if (server.Spec.Text("proxyProtocol") is { } protocol && !Protocols.Contains(protocol)) yield return $"the proxy protocol {protocol} does not exist";
        var selected = workloads.Where(workload => workload.Namespace == server.Namespace && LabelSelector.Matches(server.Spec.At("podSelector"), workload.Labels)).ToList();
        if (selected.Count == 0) yield return "selects no pod";
        foreach (var workload in selected.Where(workload => !workload.Ports.Any(port => port.Is(server.Spec.Text("port")))))
            yield return $"{workload} has no port {server.Spec.Text("port")}";
    }

    private static IEnumerable<string> OfAuthorization(KubernetesObject policy, IReadOnlyList<KubernetesObject> objects) =>
    [
        .. Fields(policy.Spec, "spec", ["targetRef", "requiredAuthenticationRefs"], "targetRef", "requiredAuthenticationRefs"),
        .. Fields(policy.Spec.At("targetRef"), "spec.targetRef", ["kind", "name"], TargetFields),
        .. Missing(policy, policy.Spec.At("targetRef"), objects),
        .. OfReferences(policy, "requiredAuthenticationRefs", objects),
    ];

    private static IEnumerable<string> OfReferences(KubernetesObject policy, string field, IReadOnlyList<KubernetesObject> objects) =>
        policy.Spec.Items(field).SelectMany(reference => Fields(reference, $"spec.{field}", ["kind"], ReferenceFields).Concat(Missing(policy, reference, objects)));

    // Accounts of other namespaces are not part of a render.
    private static IEnumerable<string> Missing(KubernetesObject policy, JsonNode? reference, IReadOnlyList<KubernetesObject> objects)
    {
        var (kind, name, @namespace) = (reference.Text("kind"), reference.Text("name"), reference.Text("namespace") ?? policy.Namespace);
        return reference is null || @namespace != policy.Namespace || (kind == "Namespace" && name == policy.Namespace)
            || objects.Any(item => item.Kind == kind && item.Name == name && item.Namespace == @namespace) ? [] : [$"there is no {kind} {name}"];
    }

    private static IEnumerable<string> Fields(JsonNode? node, string path, string[] required, params string[] known) =>
        node is not JsonObject
            ? [$"{path} is missing"]
            : [.. node.Fields().Select(field => field.Key).Except(known).Select(name => $"{path} has the unknown field {name}"),
                .. required.Where(name => node[name] is null).Select(name => $"{path}.{name} is missing")];

    private static IEnumerable<string> OneOf(JsonNode? spec, string first, string second) =>
        spec.Items(first).Any() == spec.Items(second).Any() ? [$"spec needs either {first} or {second}"] : [];
}
