using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>The only entrance: a Gateway, and a route to what the app model calls external.</summary>
internal static class EntranceObjects
{
    private const string Api = "gateway.networking.k8s.io/v1";

    /// <summary>The Secret with the certificate of a stage that uses TLS.</summary>
    private const string Certificate = "otelshop-tls";

    public static void Add(ObjectList list, ShopModel shop, Variant variant)
    {
        if (!shop.Workloads.Any(workload => workload.IsExternal))
            return;
        var isAzure = variant.Home is KubernetesHome.Azure;
        list.Add(Api, "Gateway", Labels.Shop, new
        {
            gatewayClassName = isAzure ? "azure-alb-external" : "envoy",
            listeners = new[] { variant.Stage.UsesTls ? Https() : Http() },
        }, isAzure ? Annotations(variant) : null);
        foreach (var workload in shop.Workloads.Where(workload => workload.IsExternal))
        {
            list.Add(Api, "HTTPRoute", workload.Name, new
            {
                parentRefs = new[] { new { name = Labels.Shop } },
                hostnames = new[] { variant.Stage.Host },
                rules = workload.Ports.Where(port => port.IsExternal).Select(port => new { backendRefs = new[] { new { name = workload.Name, port = port.Number } } }),
            });
        }
    }

    // The load balancer that the ALB controller gives this gateway.
    private static Dictionary<string, string> Annotations(Variant variant) =>
        new() { ["alb.networking.azure.io/alb-name"] = Labels.Shop, ["alb.networking.azure.io/alb-namespace"] = variant.Namespace };

    private static object Http() => new { name = "web", protocol = "HTTP", port = 80, allowedRoutes = FromSameNamespace() };

    private static object Https() => new
    {
        name = "web",
        protocol = "HTTPS",
        port = 443,
        allowedRoutes = FromSameNamespace(),
        tls = new { mode = "Terminate", certificateRefs = new[] { new { name = Certificate } } },
    };

    private static object FromSameNamespace() => new { namespaces = new { from = "Same" } };
}
