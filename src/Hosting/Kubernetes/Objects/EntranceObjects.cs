using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>The only entrance: a Gateway, and a route to what the app model calls external. With TLS, plain HTTP redirects or is closed.</summary>
internal static class EntranceObjects
{
    /// <summary>The listener of the shop.</summary>
    public const string Listener = "web";

    /// <summary>The route from plain HTTP to TLS.</summary>
    public const string Redirect = "redirect-to-tls";

    private const string Api = "gateway.networking.k8s.io/v1";
    private const string PlainListener = "plain";

    public static void Add(ObjectList list, ShopModel shop, Variant variant)
    {
        if (!shop.Workloads.Any(workload => workload.IsExternal))
            return;
        var isAzure = variant.Home is KubernetesHome.Azure;
        // Let's Encrypt asks for its proof by plain HTTP.
        object[] listeners = !variant.Stage.UsesTls ? [Http(Listener)] : isAzure ? [Https()] : [Https(), Http(PlainListener)];
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
            if (variant.Stage.UsesTls)
                AddTls(list, variant.Stage);
        }

        // Flagger makes the routes of the services that it tries.
        foreach (var workload in shop.Workloads.Where(workload => workload.IsExternal && !DeliveryObjects.IsFlagger(shop, workload, variant.Delivery)))
        {
            object[] Backends(int port) => DeliveryObjects.HasCanaryService(shop, workload, variant)
                ? DeliveryObjects.Backends(workload.Name, port)
                : [new { name = workload.Name, port }];
            list.Add(Api, "HTTPRoute", workload.Name, new
            {
                parentRefs = new[] { new { name = Labels.Shop, sectionName = Listener } },
                hostnames = new[] { variant.Stage.Host },
                rules = workload.Ports.Where(port => port.IsExternal).Select(port => new { backendRefs = Backends(port.Number) }),
            });
        }
    }

    // Application Gateway for Containers accepts TLS 1.2 and later by itself.
    private static void AddTls(ObjectList list, KubernetesStage stage)
    {
        list.Add("gateway.envoyproxy.io/v1alpha1", "ClientTrafficPolicy", Labels.Shop, new
        {
            targetRefs = new[] { new { group = "gateway.networking.k8s.io", kind = "Gateway", name = Labels.Shop } },
            tls = new { minVersion = "1.2" },
        });
        list.Add(Api, "HTTPRoute", Redirect, new
        {
            parentRefs = new[] { new { name = Labels.Shop, sectionName = PlainListener } },
            hostnames = new[] { stage.Host },
            rules = new[] { new { filters = new[] { new { type = "RequestRedirect", requestRedirect = new { scheme = "https", statusCode = 301 } } } } },
        }, owner: Labels.Shop);
    }

    // Terraform makes the load balancer with one frontend: the value azure.loadBalancerId is its identifier.
    private static object[] Frontend => [new { type = "alb.networking.azure.io/alb-frontend", value = "shop" }];

    private static Dictionary<string, string> Annotations(Variant variant) => new()
    {
        ["alb.networking.azure.io/alb-id"] = IdOf(variant, "Microsoft.ServiceNetworking/trafficControllers", "agc"),
    };

    private static string IdOf(Variant variant, string type, string suffix) =>
        $"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/{variant.Namespace}-rg/providers/{type}/{variant.Namespace}-{suffix}";

    private static object Http(string name) => new { name, protocol = "HTTP", port = 80, allowedRoutes = FromSameNamespace() };

    private static object Https() => new
    {
        name = Listener,
        protocol = "HTTPS",
        port = 443,
        allowedRoutes = FromSameNamespace(),
        tls = new { mode = "Terminate", certificateRefs = new[] { new { name = Secrets.Certificate } } },
    };

    private static object FromSameNamespace() => new { namespaces = new { from = "Same" } };
}
