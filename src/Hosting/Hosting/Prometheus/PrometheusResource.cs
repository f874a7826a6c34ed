namespace Aspire.Hosting.ApplicationModel;

/// <summary>Prometheus: the program of this machine.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="command">Path of the program.</param>
/// <param name="folder">Folder of its configuration and data.</param>
public sealed class PrometheusResource(string name, string command, string folder) : ExecutableResource(name, command, folder)
{
    /// <summary>Endpoint of the web UI and the API; also that of the Alertmanager.</summary>
    public const string HttpEndpointName = "http";

    /// <summary>Endpoint of a resource that Prometheus scrapes.</summary>
    public const string MetricsEndpointName = "metrics";

    /// <summary>Folders with files of rules.</summary>
    internal List<string> RuleFolders { get; } = [];
}

/// <summary>Marks a resource that Prometheus scrapes at its endpoint <see cref="PrometheusResource.MetricsEndpointName"/>.</summary>
/// <param name="Job">Value of the label <c>job</c>.</param>
internal sealed record ScrapeAnnotation(string Job) : IResourceAnnotation;

/// <summary>Marks the Alertmanager to which Prometheus sends alerts.</summary>
internal sealed record AlertmanagerAnnotation : IResourceAnnotation;
