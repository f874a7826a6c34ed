using Yarp.ReverseProxy.Configuration;

namespace OtelShop.FrontendProxies;

/// <summary>Which paths lead to which destination.</summary>
internal static class ProxyRoutes
{
    /// <summary>Metadata of routes that no flag breaks: they serve flags, and the fault must stay possible to turn off.</summary>
    public const string NoFaults = "NoFaults";

    public static IReadOnlyList<RouteConfig> All { get; } =
    [
        Route("/", Destinations.Frontend),
        Route("/cart/checkout", Destinations.FrontendOrders) with { Match = Post("/cart/checkout") },
        Route("/api/checkout", Destinations.FrontendOrders) with { Match = Post("/api/checkout") },
        WithoutPrefix("/images", Destinations.ImageProvider),
        Route("/icons/", Destinations.ImageProvider),
        NeverBroken(Route("/feature/", Destinations.FlagPages)),
        NeverBroken(WithoutPrefix("/flagservice", Destinations.FlagEvaluation)),
        WithoutPrefix("/loadgen", Destinations.LoadGenerator),
        WithoutPrefix("/otlp-http", Destinations.Collector),
    ];

    private static RouteConfig Route(string prefix, string cluster) =>
        new() { RouteId = prefix, ClusterId = cluster, Match = new RouteMatch { Path = $"{prefix}{{**path}}" } };

    private static RouteConfig WithoutPrefix(string prefix, string cluster) =>
        Route(prefix + "/", cluster) with { Transforms = [new Dictionary<string, string> { ["PathRemovePrefix"] = prefix }] };

    private static RouteConfig NeverBroken(RouteConfig route) => route with { Metadata = new Dictionary<string, string> { [NoFaults] = bool.TrueString } };

    private static RouteMatch Post(string path) => new() { Path = path, Methods = [HttpMethods.Post] };
}
