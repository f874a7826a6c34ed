using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>What Gateways with a listener for HTTPS terminate, with which certificate, and what they serve without TLS.</summary>
internal sealed class TlsCheck(IReadOnlyList<KubernetesObject> objects)
{
    private const string GatewayApi = "gateway.networking.k8s.io/";

    public static IEnumerable<string> Check(IReadOnlyList<KubernetesObject> objects)
    {
        var check = new TlsCheck(objects);
        return objects.Where(item => item.Kind == "Gateway" && item.ApiVersion.StartsWith(GatewayApi, StringComparison.Ordinal) && HasTls(item))
            .SelectMany(gateway => check.Of(gateway).Select(fault => $"{gateway}: {fault}"));
    }

    /// <summary>Whether the Gateway has a listener for HTTPS.</summary>
    public static bool HasTls(KubernetesObject gateway) => Listeners(gateway, "HTTPS").Any();

    /// <summary>Listeners of a protocol.</summary>
    public static IEnumerable<JsonNode> Listeners(KubernetesObject gateway, string protocol) => gateway.Spec.Items("listeners").Where(listener => listener.Text("protocol") == protocol);

    private IEnumerable<string> Of(KubernetesObject gateway) =>
    [
        .. Listeners(gateway, "HTTPS").SelectMany(listener => OfEncrypted(gateway, listener)),
        .. Listeners(gateway, "HTTP").SelectMany(listener => RoutesOf(gateway, listener)).Where(route => !Redirects(route)).Select(route => $"{route} is served without TLS"),
        .. HasVersion(gateway) ? (string[])[] : ["accepts versions before TLS 1.2"],
    ];

    private IEnumerable<string> OfEncrypted(KubernetesObject gateway, JsonNode listener)
    {
        var name = listener.Text("name");
        if ((listener.Text("tls", "mode") ?? "Terminate") != "Terminate")
            yield return $"{name} does not terminate TLS";
        var secrets = listener.Items("tls", "certificateRefs").Select(reference => reference.Text("name")!).ToList();
        if (secrets.Count == 0)
            yield return $"{name} has no certificate";
        foreach (var secret in secrets.Where(secret => MakerOf(gateway, secret) is null))
            yield return $"nothing makes the Secret {secret}";
        // A certificate of Key Vault does not tell its names here.
        foreach (var certificate in secrets.Select(secret => MakerOf(gateway, secret)).Where(maker => maker?.Kind == "Certificate"))
            foreach (var host in RoutesOf(gateway, listener).SelectMany(route => route.Spec.Items("hostnames")).Select(host => host.ToString()).Except(certificate!.Spec.Items("dnsNames").Select(host => host.ToString())))
                yield return $"{certificate} has no name {host}";
    }

    private KubernetesObject? MakerOf(KubernetesObject gateway, string secret) => objects.FirstOrDefault(item => item.Namespace == gateway.Namespace
        && ((item.Kind == "Certificate" && item.Spec.Text("secretName") == secret)
            || (item.Kind == "ExternalSecret" && item.Spec.Text("target", "template", "type") == "kubernetes.io/tls" && item.Spec.Text("target", "name") == secret)));

    private IEnumerable<KubernetesObject> RoutesOf(KubernetesObject gateway, JsonNode listener) => objects.Where(item =>
        item.Kind is "HTTPRoute" or "GRPCRoute" && item.ApiVersion.StartsWith(GatewayApi, StringComparison.Ordinal) && item.Namespace == gateway.Namespace
        && item.Spec.Items("parentRefs").Any(parent => parent.Text("name") == gateway.Name && (parent.Text("sectionName") ?? listener.Text("name")) == listener.Text("name")));

    private static bool Redirects(KubernetesObject route) => route.Spec.Items("rules").Any() && route.Spec.Items("rules").All(rule =>
        rule["backendRefs"] is null && rule.Items("filters").Any(filter => filter.Text("type") == "RequestRedirect" && filter.Text("requestRedirect", "scheme") == "https"));

    // Application Gateway for Containers refuses older versions by itself.
    private bool HasVersion(KubernetesObject gateway) => gateway.Spec.Text("gatewayClassName") == "azure-alb-external" || objects.Any(item =>
        item.Kind == "ClientTrafficPolicy" && item.Namespace == gateway.Namespace && item.Spec.Text("tls", "minVersion") is "1.2" or "1.3"
        && item.Spec.Items("targetRefs").Any(target => (target.Text("kind"), target.Text("name"), target["sectionName"]) == ("Gateway", gateway.Name, null)));
}
