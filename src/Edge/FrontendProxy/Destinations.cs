using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace OtelShop.FrontendProxies;

/// <summary>Where requests go, and how long an answer may take. A destination without an address in <c>services:*</c> is answered by 503.</summary>
internal static class Destinations
{
    public const string Frontend = "frontend";
    public const string FrontendOrders = "frontend-orders";
    public const string ImageProvider = "image-provider";
    public const string FlagPages = "flag-pages";
    public const string FlagEvaluation = "flag-evaluation";
    public const string LoadGenerator = "load-generator";
    public const string Collector = "otel-collector";

    /// <summary>Suffix of a cluster with the same destination and no timeout: WebSockets and Server-Sent Events may be silent for hours.</summary>
    public const string Streams = "-streams";

    /// <param name="configuration">Addresses below <c>services:*</c>, as Aspire and the Kubernetes publisher set them.</param>
    public static IReadOnlyList<ClusterConfig> All(IConfiguration configuration)
    {
        var options = configuration.GetSection(ProxyOptions.Section).Get<ProxyOptions>() ?? new ProxyOptions();
        return
        [
            To(Frontend, "frontend", "http", options.Timeout),
            To(Frontend + Streams, "frontend", "http", Timeout.InfiniteTimeSpan),
            To(FrontendOrders, "frontend", "http", options.OrderTimeout),
            To(ImageProvider, "image-provider", "http", options.Timeout),
            To(FlagPages, "flagd", "http", options.Timeout),
            To(FlagPages + Streams, "flagd", "http", Timeout.InfiniteTimeSpan),
            To(FlagEvaluation, "flagd", "grpc", Timeout.InfiniteTimeSpan),
            To(LoadGenerator, "load-generator", "http", options.Timeout),
            To(Collector, "otel-collector", "http", options.Timeout),
        ];

        ClusterConfig To(string id, string service, string endpoint, TimeSpan timeout) => new()
        {
            ClusterId = id,
            Destinations = configuration.GetSection($"services:{service}:{endpoint}").GetChildren().Any()
                ? new Dictionary<string, DestinationConfig> { [service] = new() { Address = $"http://_{endpoint}.{service}", Host = service } }
                : null,
            // Flagd takes HTTP/2 without TLS on this port, which native gRPC needs.
            HttpRequest = new ForwarderRequestConfig
            {
                ActivityTimeout = timeout,
                Version = id == FlagEvaluation ? System.Net.HttpVersion.Version20 : System.Net.HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            },
        };
    }

    /// <summary>Name of the service behind a cluster.</summary>
    public static string ServiceOf(string cluster) => cluster switch
    {
        FlagPages or FlagPages + Streams or FlagEvaluation => "flagd",
        ImageProvider or LoadGenerator or Collector => cluster,
        _ => Frontend,
    };

    /// <summary>Names for users what a cluster serves.</summary>
    public static string Describe(string? cluster) => cluster switch
    {
        ImageProvider => "The pictures are",
        FlagPages or FlagPages + Streams or FlagEvaluation => "The feature flags are",
        LoadGenerator => "The load generator is",
        Collector => "The telemetry receiver is",
        _ => "The shop is",
    };
}
