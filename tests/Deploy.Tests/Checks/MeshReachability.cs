using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Evaluates a mesh's own policies: what each service account, and a caller outside the mesh, may connect to.</summary>
internal sealed class MeshReachability(IReadOnlyList<KubernetesObject> objects)
{
    /// <summary>Name of the caller without an identity.</summary>
    public const string Outside = "outside";

    private readonly IReadOnlyList<Workload> _workloads = [.. Workload.Of(objects.Where(item => !item.IsHook)).Where(workload => workload.IsCaller)];

    /// <summary>Every connection that the mesh lets through to a port of a container.</summary>
    public IEnumerable<Edge> Allowed(string mesh) =>
        from source in _workloads.Select(workload => new Caller(workload.Name, workload.Pod.Text("serviceAccountName") ?? "default", workload.Namespace)).Append(new Caller(Outside, null, null))
        from target in _workloads
        from port in target.Ports
        where mesh == "linkerd" ? LinkerdAllows(source, target, port) : IstioAllows(source, target, port)
        select new Edge(source.Name, target.Name, port.Number, port.Protocol);

    private IEnumerable<KubernetesObject> Of(string group, string kind, string @namespace) =>
        objects.Where(item => item.ApiVersion.StartsWith(group + "/", StringComparison.Ordinal) && item.Kind == kind && item.Namespace == @namespace);

    private bool LinkerdAllows(Caller source, Workload target, ContainerPort port)
    {
        var servers = Of(LinkerdPolicyCheck.Group, "Server", target.Namespace)
            .Where(server => LabelSelector.Matches(server.Spec.At("podSelector"), target.Labels) && port.Is(server.Spec.Text("port"))).ToList();
        // A port without a Server has the default of its pod or namespace; Linkerd's own is to let everything through.
        return servers.Count == 0
            ? IsOpen(Annotation(target, "config.linkerd.io/default-inbound-policy") ?? "all-unauthenticated", source)
            : servers.Any(server => IsOpen(server.Spec.Text("accessPolicy") ?? "deny", source) || Of(LinkerdPolicyCheck.Group, "AuthorizationPolicy", server.Namespace)
                .Where(policy => Targets(policy, server)).Any(policy => policy.Spec.Items("requiredAuthenticationRefs").All(reference => IsAuthenticated(reference, source, policy.Namespace))));
    }

    private static bool IsOpen(string accessPolicy, Caller source) =>
        accessPolicy.EndsWith("-unauthenticated", StringComparison.Ordinal) || (accessPolicy.EndsWith("-authenticated", StringComparison.Ordinal) && source.Account is not null);

    private string? Annotation(Workload workload, string name) => workload.Template.Text("metadata", "annotations", name)
        ?? objects.FirstOrDefault(item => item.Kind == "Namespace" && item.Name == workload.Namespace)?.Json.Text("metadata", "annotations", name);

    private static bool Targets(KubernetesObject policy, KubernetesObject server) =>
        policy.Spec.Text("targetRef", "kind") == "Namespace" || (policy.Spec.Text("targetRef", "kind"), policy.Spec.Text("targetRef", "name")) == ("Server", server.Name);

    // A network admits callers with and without an identity; the NetworkPolicies say which of them.
    private bool IsAuthenticated(JsonNode reference, Caller source, string @namespace) => reference.Text("kind") switch
    {
        "ServiceAccount" => reference.Text("name") == source.Account && (reference.Text("namespace") ?? @namespace) == source.Namespace,
        "NetworkAuthentication" => Of(LinkerdPolicyCheck.Group, "NetworkAuthentication", @namespace).Any(item => item.Name == reference.Text("name")),
        "MeshTLSAuthentication" => Of(LinkerdPolicyCheck.Group, "MeshTLSAuthentication", @namespace).Where(item => item.Name == reference.Text("name"))
            .Any(item => item.Spec.Items("identityRefs").Any(identity => IsAuthenticated(identity, source, @namespace))
                || item.Spec.Items("identities").Any(identity => source.Account is not null && IsIdentity(identity.ToString(), $"{source.Account}.{source.Namespace}.serviceaccount."))),
        _ => false,
    };

    private static bool IsIdentity(string pattern, string identity) => pattern == "*" || pattern.StartsWith(identity, StringComparison.Ordinal);

    // An ALLOW policy denies what none of its kind allows; an empty one denies everything.
    private bool IstioAllows(Caller source, Workload target, ContainerPort port)
    {
        bool Matches(KubernetesObject policy) => policy.Spec.Items("rules").Any(rule =>
            IsOpenOrAny(rule["from"], from => IsSource(from["source"], source)) && IsOpenOrAny(rule["to"], to => IsOpenOrAny(to.At("operation", "ports"), open => open.ToString() == port.Number.ToString())));
        var policies = Of("security.istio.io", "AuthorizationPolicy", target.Namespace).Where(policy => LabelSelector.Matches(policy.Spec.At("selector"), target.Labels)).ToList();
        var allowing = policies.Where(policy => (policy.Spec.Text("action") ?? "ALLOW") == "ALLOW").ToList();
        return (source.Account is not null || MutualTls(target, port) is not "STRICT")
            && !policies.Any(policy => policy.Spec.Text("action") == "DENY" && Matches(policy))
            && (allowing.Count == 0 || allowing.Any(Matches));
    }

    // The port's mode beats the workload's, which beats the namespace's.
    private string MutualTls(Workload target, ContainerPort port)
    {
        var settings = Of("security.istio.io", "PeerAuthentication", target.Namespace).ToLookup(item => item.Spec.At("selector") is not null);
        var own = settings[true].FirstOrDefault(item => LabelSelector.Matches(item.Spec.At("selector"), target.Labels))?.Spec;
        return own.Text("portLevelMtls", port.Number.ToString(), "mode") ?? own.Text("mtls", "mode") ?? settings[false].FirstOrDefault()?.Spec.Text("mtls", "mode") ?? "PERMISSIVE";
    }

    private static bool IsSource(JsonNode? source, Caller caller) =>
        IsOpenOrAny(source.At("principals"), principal => IsPrincipal(principal, caller))
        && !source.Items("notPrincipals").Any(principal => IsPrincipal(principal, caller))
        && IsOpenOrAny(source.At("namespaces"), name => name.ToString() == caller.Namespace);

    private static bool IsPrincipal(JsonNode principal, Caller caller) => caller.Account is not null
        && (principal.ToString() is "*" || principal.ToString().EndsWith($"/ns/{caller.Namespace}/sa/{caller.Account}", StringComparison.Ordinal));

    private static bool IsOpenOrAny(JsonNode? list, Func<JsonNode, bool> matches) => list is not JsonArray { Count: > 0 } || list.Items().Any(matches);

    private sealed record Caller(string Name, string? Account, string? Namespace);
}
