using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace OtelShop.Hosting.Prometheus;

/// <summary>Configuration of Prometheus. Addresses are in files of their own, which Prometheus reads again when they change: some resources start late, or never.</summary>
internal sealed class PrometheusFiles(PrometheusResource prometheus)
{
    public const string Configuration = "prometheus.yml";

    private const string Targets = "targets.json";
    private const string Alertmanagers = "alertmanagers.json";
    private readonly Lock _lock = new();
    private readonly HashSet<IResource> _started = [];

    private string Folder => prometheus.WorkingDirectory;

    /// <summary>
    /// Writes the configuration. The shortest windows of the fast rules are 15 seconds, which need two samples at least. Alerts link to a Grafana at its usual
    /// address, which the shop does not start beside processes.
    /// </summary>
    public void Write()
    {
        Directory.CreateDirectory(Folder);
        var rules = string.Concat(prometheus.RuleFolders.Select(folder => $"\n  - {JsonSerializer.Serialize(Path.Combine(folder, "*.yaml"))}"));
        File.WriteAllText(Path.Combine(Folder, Configuration), $"""
            global:
              scrape_interval: 5s
              scrape_timeout: 5s
              evaluation_interval: 5s
              external_labels:
                grafana_url: http://localhost:3000
            rule_files:{(rules.Length > 0 ? rules : " []")}
            alerting:
              alertmanagers:
              - file_sd_configs:
                - files: [{Alertmanagers}]
            scrape_configs:
            - job_name: otelshop
              file_sd_configs:
              - files: [{Targets}]
              metric_relabel_configs:
              - source_labels: [__name__]
                regex: .+_created
                action: drop

            """);
        lock (_lock)
            WriteAddresses();
    }

    /// <summary>Adds a resource that starts, if it is scraped or takes alerts.</summary>
    public void Add(IResource resource)
    {
        lock (_lock)
        {
            if (_started.Add(resource))
                WriteAddresses();
        }
    }

    private void WriteAddresses()
    {
        Replace(Targets, Started<ScrapeAnnotation>(PrometheusResource.MetricsEndpointName)
            .Select(found => new { targets = new[] { found.Address }, labels = new { job = found.Annotation.Job } }));
        Replace(Alertmanagers, Started<AlertmanagerAnnotation>(PrometheusResource.HttpEndpointName).Select(found => new { targets = new[] { found.Address } }));
    }

    private IEnumerable<(TAnnotation Annotation, string Address)> Started<TAnnotation>(string endpointName) where TAnnotation : IResourceAnnotation =>
        from resource in _started.OfType<IResourceWithEndpoints>()
        from annotation in resource.Annotations.OfType<TAnnotation>()
        let endpoint = resource.GetEndpoint(endpointName)
        select (annotation, $"{endpoint.Host}:{endpoint.Port}");

    // Prometheus must never read half a file.
    private void Replace<T>(string name, IEnumerable<T> groups)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(groups));
        File.Move(path + ".new", path, overwrite: true);
    }
}
