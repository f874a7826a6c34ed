using System.ComponentModel.DataAnnotations;

namespace OtelShop.ServiceMap;

/// <summary>Settings of the service map, section <c>ServiceMap</c>.</summary>
internal sealed class ServiceMapOptions
{
    public const string Section = "ServiceMap";

    /// <summary>Address of the Aspire dashboard's frontend, http or https.</summary>
    [Required(ErrorMessage = "ServiceMap:DashboardUrl is missing. Set it to the address of the Aspire dashboard, such as http://localhost:18888.")]
    public Uri? DashboardUrl { get; set; }

    /// <summary>Address under which browsers reach the dashboard. Null means <see cref="DashboardUrl"/>.</summary>
    public Uri? DashboardPublicUrl { get; set; }

    /// <summary>Key of the dashboard's telemetry API. Null when the API asks for none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Window that a page shows unless its address names another. Default 5 minutes.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time after the first span of a service instance in which its calls are not judged. Default 30 seconds.</summary>
    public TimeSpan WarmUp { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls that a node or an arrow needs in the window before it takes a colour. Default 20.</summary>
    [Range(1, 1_000_000)]
    public int MinimumCalls { get; set; } = 20;

    /// <summary>Spans that last longer are streams, which are not latency. Default 1 minute.</summary>
    public TimeSpan LongestCall { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Share of requests that succeed within <see cref="LatencyObjective"/>. Default 0.995.</summary>
    [Range(0.5, 0.99999, ErrorMessage = "ServiceMap:Objective must lie between 0.5 and 0.99999.")]
    public double Objective { get; set; } = 0.995;

    /// <summary>Time within which a good request is answered. Default 500 milliseconds.</summary>
    public TimeSpan LatencyObjective { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Methods that stream, beside spans longer than <see cref="LongestCall"/>.</summary>
    public IList<string> StreamingMethods { get; } = ["SyncFlags", "EventStream", "Watch", "ServerReflectionInfo"];

    /// <summary>HTTP paths of health probes.</summary>
    public IList<string> ProbePaths { get; } = ["/health", "/alive", "/healthz", "/livez", "/readyz"];

    /// <summary>Services that are left out, this application among them.</summary>
    public IList<string> IgnoredServices { get; } = ["service-map"];

    /// <summary>Addresses (<c>host:port</c>) by the name to show, for peers that send no telemetry.</summary>
    public IDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
