using System.Text.Json.Nodes;
using OtelShop.Deploy.Tests.Objects;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Evaluates the authorization policies of a mesh for calls between the meshed pods of a render, by service account.</summary>
internal sealed class MeshReachability(IReadOnlyList<KubernetesObject> objects)
{
    private readonly IReadOnlyList<Workload> _workloads = [.. Workload.Of(objects.Where(item => !item.IsHook)).Where(workload => workload.IsService)];

    /// <summary>Every call that the mesh lets through to a port of a container.</summary>
    public IEnumerable<Edge> Allowed(string mesh) =>
        from source in _workloads
        from target in _workloads
        from port in target.Ports
        where mesh == "linkerd" ? LinkerdAllows(source, target, port) : IstioAllows(source, target, port)
        select new Edge(source.Name, target.Name, port.Number, port.Protocol);

    private static string AccountOf(Workload workload) => workload.Pod.Text("serviceAccountName") ?? "default";

    // A port without a Server has the default of its namespace.
    private bool LinkerdAllows(Workload source, Workload target, ContainerPort port)
    {
        var servers = objects.Where(item => LinkerdPolicyCheck.IsPolicy(item) && item.Kind == "Server" && item.Namespace == target.Namespace
            && LabelSelector.Matches(item.Spec.At("podSelector"), target.Labels) && port.Is(item.Spec.Text("port"))).ToList();
        if (servers.Count == 0)
            return (Annotation(target, "config.linkerd.io/default-inbound-policy") ?? "all-unauthenticated") is not "deny";
        return servers.Any(server => objects.Where(item => LinkerdPolicyCheck.IsPolicy(item) && item.Kind == "AuthorizationPolicy" && item.Namespace == server.Namespace && Targets(item, server))
            .Any(policy => policy.Spec.Items("requiredAuthenticationRefs").All(reference => IsAuthenticated(reference, source, policy.Namespace))));
    }

    private string? Annotation(Workload workload, string name) => workload.Template.Text("metadata", "annotations", name)
        ?? objects.FirstOrDefault(item => item.Kind == "Namespace" && item.Name == workload.Namespace)?.Json.Text("metadata", "annotations", name);

    private static bool Targets(KubernetesObject policy, KubernetesObject server) =>
        policy.Spec.Text("targetRef", "kind") == "Namespace" || (policy.Spec.Text("targetRef", "kind"), policy.Spec.Text("targetRef", "name")) == ("Server", server.Name);

    // A reference is either the account itself or a list of accounts; addresses of networks are the NetworkPolicies' part.
    private bool IsAuthenticated(JsonNode reference, Workload source, string @namespace) => reference.Text("kind") switch
    {
        "ServiceAccount" => reference.Text("name") == AccountOf(source) && (reference.Text("namespace") ?? @namespace) == source.Namespace,
        "MeshTLSAuthentication" => objects.Where(item => item.Kind == "MeshTLSAuthentication" && item.Name == reference.Text("name"))
            .Any(authentication => authentication.Spec.Items("identityRefs").Any(identity => IsAuthenticated(identity, source, authentication.Namespace))
                || authentication.Spec.Items("identities").Any(identity => IsIdentity(identity.ToString(), $"{AccountOf(source)}.{source.Namespace}.serviceaccount."))),
        _ => false,
    };

    private static bool IsIdentity(string pattern, string identity) => pattern == "*" || pattern.StartsWith(identity, StringComparison.Ordinal);

    // An ALLOW policy denies what none of its kind allows; an empty one denies everything.
    private bool IstioAllows(Workload source, Workload target, ContainerPort port)
    {
        var policies = objects.Where(item => item.Kind == "AuthorizationPolicy" && item.ApiVersion.StartsWith("security.istio.io/", StringComparison.Ordinal)
            && item.Namespace == target.Namespace && LabelSelector.Matches(item.Spec.At("selector"), target.Labels)).ToList();
        bool Matches(KubernetesObject policy) => policy.Spec.Items("rules").Any(rule =>
            IsOpenOrAny(rule["from"], from => IsSource(from["source"], source)) && IsOpenOrAny(rule["to"], to => IsOpenOrAny(to.At("operation", "ports"), open => open.ToString() == port.Number.ToString())));
        var allowing = policies.Where(policy => (policy.Spec.Text("action") ?? "ALLOW") == "ALLOW").ToList();
        return !policies.Any(policy => policy.Spec.Text("action") == "DENY" && Matches(policy)) && (allowing.Count == 0 || allowing.Any(Matches));
    }

    private static bool IsSource(JsonNode? source, Workload workload) =>
        IsOpenOrAny(source.At("principals"), principal => principal.ToString() is "*" || principal.ToString().EndsWith($"/ns/{workload.Namespace}/sa/{AccountOf(workload)}", StringComparison.Ordinal))
        && IsOpenOrAny(source.At("serviceAccounts"), account => account.ToString() == AccountOf(workload) || account.ToString() == $"{workload.Namespace}/{AccountOf(workload)}")
        // Every workload of the mesh has an identity.
        && source.At("notPrincipals") is null
        && IsOpenOrAny(source.At("namespaces"), name => name.ToString() == workload.Namespace);

    private static bool IsOpenOrAny(JsonNode? list, Func<JsonNode, bool> matches) => list is not JsonArray { Count: > 0 } || list.Items().Any(matches);
}
