using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting;

namespace Aspire.Hosting;

/// <summary>A collector with its backends, where there are containers.</summary>
public static class ObservabilityBuilderExtensions
{
    /// <summary>Name of the collector.</summary>
    public const string Collector = "otel-collector";

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string BrowserEndpoint = "services__otel-collector__http__0";
    private const string VendorEndpoint = "OTEL_VENDOR_ENDPOINT";
    private const string VendorHeaders = "OTEL_VENDOR_HEADERS";

    /// <summary>
    /// Adds collector, Tempo, Jaeger, Prometheus, Loki and Grafana with <c>--backing containers</c>. All telemetry passes through the collector, and goes on to the dashboard too;
    /// with the variable <c>OTEL_VENDOR_ENDPOINT</c> also to that address, with the headers of <c>OTEL_VENDOR_HEADERS</c>. Otherwise, and published, nothing is added.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="folder">Folder with the configurations that publishing writes, relative to the AppHost.</param>
    public static IDistributedApplicationBuilder AddObservability(this IDistributedApplicationBuilder builder, string folder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(folder);
        if (builder.ExecutionContext.IsPublishMode || builder.Configuration.UsesProcesses())
            return builder;
        var path = Path.GetFullPath(folder, builder.AppHostDirectory);
        var jaeger = builder.AddContainer("jaeger", "jaegertracing/jaeger", "2.14.0")
            .WithHttpEndpoint(targetPort: 16686, name: "http")
            .WithEndpoint(targetPort: 4317, scheme: Uri.UriSchemeHttp, name: "otlp-grpc")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Traces");
        var prometheus = builder.AddContainer("prometheus", "prom/prometheus", "v3.8.0")
            .WithBindMount(Path.Combine(path, "containers", "prometheus.yaml"), "/etc/prometheus/prometheus.yml", isReadOnly: true)
            .WithBindMount(Path.Combine(path, "rules"), "/etc/prometheus/rules", isReadOnly: true)
            .WithArgs("--config.file=/etc/prometheus/prometheus.yml", "--web.enable-otlp-receiver", "--enable-feature=exemplar-storage")
            .WithHttpEndpoint(targetPort: 9090, name: "http")
            .WithHttpHealthCheck("/-/ready", endpointName: "http")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Metrics");
        var tempo = builder.AddContainer("tempo", "grafana/tempo", "2.9.0")
            .WithBindMount(Path.Combine(path, "containers", "tempo.yaml"), "/etc/tempo.yaml", isReadOnly: true)
            .WithArgs("-config.file=/etc/tempo.yaml")
            .WithHttpEndpoint(targetPort: 3200, name: "http")
            .WithEndpoint(targetPort: 4317, scheme: Uri.UriSchemeHttp, name: "otlp-grpc")
            .WithHttpHealthCheck("/ready", endpointName: "http");
        var loki = builder.AddContainer("loki", "grafana/loki", "3.5.7")
            .WithBindMount(Path.Combine(path, "containers", "loki.yaml"), "/etc/loki/loki.yaml", isReadOnly: true)
            .WithArgs("-config.file=/etc/loki/loki.yaml")
            .WithHttpEndpoint(targetPort: 3100, name: "http")
            .WithHttpHealthCheck("/ready", endpointName: "http");
        builder.AddContainer("grafana", "grafana/grafana", "12.3.0")
            .WithBindMount(Path.Combine(path, "grafana", "provisioning", "dashboards"), "/etc/grafana/provisioning/dashboards", isReadOnly: true)
            .WithBindMount(Path.Combine(path, "containers", "datasources"), "/etc/grafana/provisioning/datasources", isReadOnly: true)
            .WithBindMount(Path.Combine(path, "grafana", "dashboards"), "/var/lib/grafana/dashboards", isReadOnly: true)
            // Ports are those of this machine alone.
            .WithEnvironment("GF_AUTH_ANONYMOUS_ENABLED", "true")
            .WithEnvironment("GF_AUTH_ANONYMOUS_ORG_ROLE", "Admin")
            .WithEnvironment("PROMETHEUS_URL", prometheus.GetEndpoint("http"))
            .WithEnvironment("TEMPO_URL", tempo.GetEndpoint("http"))
            .WithEnvironment("LOKI_URL", loki.GetEndpoint("http"))
            // Links of alerts name this port.
            .WithHttpEndpoint(port: 3000, targetPort: 3000, name: "http")
            .WithHttpHealthCheck("/api/health", endpointName: "http")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Grafana");
        var collector = AddCollector(builder, path)
            .WithEnvironment("TEMPO_ENDPOINT", tempo.GetEndpoint("otlp-grpc"))
            .WithEnvironment("JAEGER_ENDPOINT", jaeger.GetEndpoint("otlp-grpc"))
            .WithEnvironment("PROMETHEUS_ENDPOINT", prometheus.GetEndpoint("http"))
            .WithEnvironment("LOKI_ENDPOINT", loki.GetEndpoint("http"));
        builder.OnBeforeStart((start, _) =>
        {
            SendToCollector(start.Model.Resources, collector);
            return Task.CompletedTask;
        });
        return builder;
    }

    /// <summary>Gives resources that export telemetry the address of the collector, after Aspire has given them that of the dashboard.</summary>
    internal static void SendToCollector(IEnumerable<IResource> resources, IResourceBuilder<ContainerResource> collector)
    {
        foreach (var resource in resources.Where(resource => resource != collector.Resource && resource.HasAnnotationOfType<OtlpExporterAnnotation>()))
            resource.Annotations.Add(new EnvironmentCallbackAnnotation(context => Send(context, collector, resource)));
    }

    private static IResourceBuilder<ContainerResource> AddCollector(IDistributedApplicationBuilder builder, string path)
    {
        var collector = builder.AddContainer(Collector, "otel/opentelemetry-collector-contrib", "0.147.0")
            .WithBindMount(Path.Combine(path, "containers"), "/etc/otelcol", isReadOnly: true)
            .WithArgs("--config=/etc/otelcol/collector.yaml")
            .WithEndpoint(targetPort: 4317, scheme: Uri.UriSchemeHttp, name: "otlp-grpc")
            .WithHttpEndpoint(targetPort: 4318, name: "otlp-http")
            .WithHttpEndpoint(targetPort: 13133, name: "health")
            .WithHttpHealthCheck("/", endpointName: "health")
            .WithEnvironment("ASPIRE_API_KEY", () => builder.Configuration["AppHost:OtlpApiKey"] ?? "")
            .WithOtlpExporter(OtlpProtocol.Grpc);
        if (builder.Configuration[VendorEndpoint] is { Length: > 0 } vendor)
        {
            collector.WithArgs("--config=/etc/otelcol/vendor.yaml")
                .WithEnvironment(VendorEndpoint, vendor)
                .WithEnvironment(VendorHeaders, builder.Configuration[VendorHeaders] ?? "");
        }

        return collector;
    }

    private static void Send(EnvironmentCallbackContext context, IResourceBuilder<ContainerResource> collector, IResource resource)
    {
        var isGrpc = !resource.TryGetLastAnnotation<OtlpExporterAnnotation>(out var exporter) || exporter.RequiredProtocol is null or OtlpProtocol.Grpc;
        context.EnvironmentVariables[Endpoint] = collector.GetEndpoint(isGrpc ? "otlp-grpc" : "otlp-http");
        if (context.EnvironmentVariables.ContainsKey(BrowserEndpoint))
            context.EnvironmentVariables[BrowserEndpoint] = collector.GetEndpoint("otlp-http");
    }
}
