using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>The only entrance: a Gateway, and a route to what the app model calls external.</summary>
internal static class EntranceObjects
{
    private const string Api = "gateway.networking.k8s.io/v1";

    public static void Add(ObjectList list, ShopModel shop, Variant variant)
    {
        if (!shop.Workloads.Any(workload => workload.IsExternal))
            return;
        var isAzure = variant.Home is KubernetesHome.Azure;
        var listeners = new[] { variant.Stage.UsesTls ? Https() : Http() };
        if (isAzure)
        {
            list.Add(Api, "Gateway", Labels.Shop, new { addresses = Frontend, gatewayClassName = "azure-alb-external", listeners }, Annotations(variant));
            list.Add("alb.networking.azure.io/v1", "WebApplicationFirewallPolicy", Labels.Shop, new
            {
                targetRef = new { group = "gateway.networking.k8s.io", kind = "Gateway", name = Labels.Shop },
                webApplicationFirewall = new { id = IdOf(variant, "Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies", "agc-waf") },
            });
        }
        else
        {
            list.Add(Api, "Gateway", Labels.Shop, new { gatewayClassName = "envoy", listeners });
        }

        // Flagger makes the routes of the services that it tries.
        foreach (var workload in shop.Workloads.Where(workload => workload.IsExternal && !DeliveryObjects.IsFlagger(shop, workload, variant.Delivery)))
        {
            object[] Backends(int port) => DeliveryObjects.HasCanaryService(shop, workload, variant)
                ? DeliveryObjects.Backends(workload.Name, port)
                : [new { name = workload.Name, port }];
            list.Add(Api, "HTTPRoute", workload.Name, new
            {
                parentRefs = new[] { new { name = Labels.Shop } },
                hostnames = new[] { variant.Stage.Host },
                rules = workload.Ports.Where(port => port.IsExternal).Select(port => new { backendRefs = Backends(port.Number) }),
            });
        }
    }

    // Terraform makes the load balancer with one frontend: the value azure.loadBalancerId is its identifier.
    private static object[] Frontend => [new { type = "alb.networking.azure.io/alb-frontend", value = "shop" }];

    private static Dictionary<string, string> Annotations(Variant variant) => new()
    {
        ["alb.networking.azure.io/alb-id"] = IdOf(variant, "Microsoft.ServiceNetworking/trafficControllers", "agc"),
    };

    private static string IdOf(Variant variant, string type, string suffix) =>
        $"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/{variant.Namespace}-rg/providers/{type}/{variant.Namespace}-{suffix}";

    private static object Http() => new { name = "web", protocol = "HTTP", port = 80, allowedRoutes = FromSameNamespace() };

    private static object Https() => new
    {
        name = "web",
        protocol = "HTTPS",
        port = 443,
        allowedRoutes = FromSameNamespace(),
        tls = new { mode = "Terminate", certificateRefs = new[] { new { name = Secrets.Certificate } } },
    };

    private static object FromSameNamespace() => new { namespaces = new { from = "Same" } };
}
