using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Every reference of a route, monitor, secret store or scaler resolves within the render.</summary>
internal sealed class ObjectReferenceCheck(IReadOnlyList<KubernetesObject> objects)
{
    private const string GatewayApi = "gateway.networking.k8s.io/";

    public static IEnumerable<string> Check(IReadOnlyList<KubernetesObject> objects)
    {
        var check = new ObjectReferenceCheck(objects);
        return objects.SelectMany(item => check.Of(item).Select(fault => $"{item}: {fault}"));
    }

    private IEnumerable<string> Of(KubernetesObject item) => item.Kind switch
    {
        "HTTPRoute" or "GRPCRoute" when item.ApiVersion.StartsWith(GatewayApi, StringComparison.Ordinal) => OfRoute(item),
        "ServiceMonitor" => OfMonitor(item),
        "ExternalSecret" =>
        [
            .. Missing(item, "SecretStore", item.Spec.At("secretStoreRef")),
            .. item.Spec.Items("dataFrom").SelectMany(source => Missing(item, "Password", source.At("sourceRef", "generatorRef"))),
        ],
        "WebApplicationFirewallPolicy" => OfFirewall(item),
        "SecretStore" => Missing(item, "ServiceAccount", item.Spec.At("provider", "azurekv", "serviceAccountRef")),
        "ScaledObject" => item.Spec.Items("triggers").SelectMany(trigger => Missing(item, "TriggerAuthentication", trigger["authenticationRef"])),
        _ => [],
    };

    private IEnumerable<string> OfRoute(KubernetesObject route)
    {
        foreach (var fault in route.Spec.Items("parentRefs").SelectMany(parent => Missing(route, "Gateway", parent))) yield return fault;
        foreach (var backend in route.Spec.Items("rules").SelectMany(rule => rule.Items("backendRefs")))
            if (!Services(route).Any(service => service.Name == backend.Text("name") && service.Spec.Items("ports").Any(port => port.Text("port") == backend.Text("port"))))
                yield return $"there is no Service {backend.Text("name")} with port {backend.Text("port")}";
    }

    private IEnumerable<string> OfFirewall(KubernetesObject policy) =>
    [
        .. Missing(policy, "Gateway", policy.Spec.At("targetRef")),
        .. policy.Spec.Text("webApplicationFirewall", "id")?.Contains("/applicationGatewayWebApplicationFirewallPolicies/", StringComparison.Ordinal) is true ? (string[])[] : ["names no firewall policy"],
    ];

    private IEnumerable<string> OfMonitor(KubernetesObject monitor) =>
        from endpoint in monitor.Spec.Items("endpoints")
        let port = endpoint.Text("port")
        where !Services(monitor).Any(service => LabelSelector.Matches(monitor.Spec.At("selector"), service.Json.Labels("metadata", "labels"))
            && service.Spec.Items("ports").Any(open => open.Text("name") == port))
        select $"no Service that it selects has a port {port}";

    private IEnumerable<KubernetesObject> Services(KubernetesObject from) => objects.Where(item => item.Kind == "Service" && item.Namespace == from.Namespace);

    // A reference to a kind of the cluster, or to another namespace, leads out of the render.
    private IEnumerable<string> Missing(KubernetesObject from, string kind, JsonNode? reference) =>
        reference is null || reference["namespace"] is not null || (reference.Text("kind") ?? kind) is var named && named.StartsWith("Cluster", StringComparison.Ordinal)
            || objects.Any(item => item.Kind == named && item.Name == reference.Text("name") && item.Namespace == from.Namespace)
            ? [] : [$"there is no {named} {reference.Text("name")}"];
}
