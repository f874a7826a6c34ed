using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting;
using OtelShop.Hosting.Lifetime;
using OtelShop.Hosting.Processes;
using OtelShop.Hosting.Prometheus;

namespace Aspire.Hosting;

/// <summary>Prometheus and what belongs to it, as programs of this machine.</summary>
public static class PrometheusBuilderExtensions
{
    private const string Loopback = "127.0.0.1";
    private const string ServiceNamespace = "otelshop";
    private const string Http = PrometheusResource.HttpEndpointName;
    private const string Metrics = PrometheusResource.MetricsEndpointName;

    /// <summary>
    /// Adds Prometheus, which scrapes every service of the model, when <c>--prometheus</c> asks for it. Without the argument, published, and with
    /// <c>--backing containers</c>, which has a container of Prometheus, the model stays as it is.
    /// </summary>
    /// <exception cref="DistributedApplicationException">This machine has no Prometheus.</exception>
    public static IResourceBuilder<PrometheusResource> AddPrometheus(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.ExecutionContext.IsRunMode || !builder.Configuration.WantsPrometheus() || !builder.Configuration.UsesProcesses())
            return builder.CreateResourceBuilder(new PrometheusResource(name, name, builder.AppHostDirectory));
        var program = ProgramFinder.Default.Find("prometheus") ?? throw new DistributedApplicationException(
            "--prometheus needs Prometheus, which was not found on PATH; install it (Debian: apt-get install prometheus), or leave the argument out.");
        var prometheus = builder.AddResource(new PrometheusResource(name, program, FolderOf(builder, name)))
            .WithArgs($"--config.file={PrometheusFiles.Configuration}", "--storage.tsdb.path=data", "--storage.tsdb.retention.size=512MB",
                "--enable-feature=exemplar-storage", "--log.level=warn")
            .ListenOn(Http, 9090, "--web.listen-address=")
            .WithHttpHealthCheck("/-/ready")
            .WithUrlForEndpoint(Http, url => url.DisplayText = "Prometheus");
        builder.OnBeforeStart((start, _) =>
        {
            foreach (var service in start.Model.Resources.OfType<ProjectResource>())
                Scrape(builder.CreateResourceBuilder(service));
            var files = new PrometheusFiles(prometheus.Resource);
            files.Write();
            builder.Eventing.Subscribe<BeforeResourceStartedEvent>((starting, _) =>
            {
                files.Add(starting.Resource);
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        });
        return prometheus;
    }

    /// <summary>Loads the rules of every file <c>*.yaml</c> in a folder.</summary>
    /// <param name="prometheus">Prometheus.</param>
    /// <param name="folder">Path of the folder, relative to the AppHost.</param>
    public static IResourceBuilder<PrometheusResource> WithRules(this IResourceBuilder<PrometheusResource> prometheus, string folder)
    {
        ArgumentNullException.ThrowIfNull(prometheus);
        prometheus.Resource.RuleFolders.Add(Path.GetFullPath(folder, prometheus.ApplicationBuilder.AppHostDirectory));
        return prometheus;
    }

    /// <summary>Sends alerts to an Alertmanager of this machine.</summary>
    /// <param name="prometheus">Prometheus.</param>
    /// <param name="configuration">Path of its configuration, relative to the AppHost.</param>
    /// <exception cref="DistributedApplicationException">This machine has no Alertmanager.</exception>
    public static IResourceBuilder<PrometheusResource> WithAlertmanager(this IResourceBuilder<PrometheusResource> prometheus, string configuration)
    {
        ArgumentNullException.ThrowIfNull(prometheus);
        if (!IsWanted(prometheus))
            return prometheus;
        var builder = prometheus.ApplicationBuilder;
        var program = ProgramFinder.Default.Find("prometheus-alertmanager", "alertmanager") ?? throw new DistributedApplicationException(
            "--prometheus needs the Alertmanager, which was not found on PATH; install it (Debian: apt-get install prometheus-alertmanager), or leave the argument out.");
        const string Name = "alertmanager";
        builder.AddExecutable(Name, program, FolderOf(builder, Name))
            .WithArgs($"--config.file={Path.GetFullPath(configuration, builder.AppHostDirectory)}", "--storage.path=data", "--cluster.listen-address=", "--log.level=warn")
            .ListenOn(Http, 9093, "--web.listen-address=")
            .WithHttpHealthCheck("/-/ready")
            .WithUrlForEndpoint(Http, url => url.DisplayText = "Alerts")
            .WithParentRelationship(prometheus)
            .WithAnnotation(new AlertmanagerAnnotation());
        return prometheus;
    }

    /// <summary>Measures this machine, when Prometheus' node exporter is installed.</summary>
    /// <param name="prometheus">Prometheus.</param>
    public static IResourceBuilder<PrometheusResource> WithNodeExporter(this IResourceBuilder<PrometheusResource> prometheus)
    {
        AddExporter(prometheus, "node-exporter", "prometheus-node-exporter", 9100);
        return prometheus;
    }

    /// <summary>Measures a PostgreSQL server, when Prometheus' exporter for it is installed.</summary>
    /// <param name="prometheus">Prometheus.</param>
    /// <param name="postgres">The server.</param>
    public static IResourceBuilder<PrometheusResource> WithExporter(this IResourceBuilder<PrometheusResource> prometheus, IResourceBuilder<PostgresServerResource> postgres)
    {
        ArgumentNullException.ThrowIfNull(postgres);
        var server = postgres.Resource;
        AddExporter(prometheus, "postgres-exporter", "prometheus-postgres-exporter", 9187)?
            .WithEnvironment("DATA_SOURCE_URI", ReferenceExpression.Create($"{server.PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}/postgres?sslmode=disable"))
            .WithEnvironment("DATA_SOURCE_USER", server.UserNameReference)
            .WithEnvironment("DATA_SOURCE_PASS", server.PasswordParameter)
            .WaitFor(postgres);
        return prometheus;
    }

    /// <summary>Measures a Redis server, when Prometheus' exporter for it is installed.</summary>
    /// <param name="prometheus">Prometheus.</param>
    /// <param name="redis">The server.</param>
    public static IResourceBuilder<PrometheusResource> WithExporter(this IResourceBuilder<PrometheusResource> prometheus, IResourceBuilder<RedisResource> redis)
    {
        ArgumentNullException.ThrowIfNull(redis);
        var exporter = AddExporter(prometheus, "redis-exporter", "prometheus-redis-exporter", 9121)?
            .WithEnvironment("REDIS_ADDR", ReferenceExpression.Create($"redis://{redis.Resource.PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}"))
            .WaitFor(redis);
        if (redis.Resource.PasswordParameter is { } password)
            exporter?.WithEnvironment("REDIS_PASSWORD", password);
        return prometheus;
    }

    private static IResourceBuilder<ExecutableResource>? AddExporter(IResourceBuilder<PrometheusResource> prometheus, string name, string program, int port)
    {
        ArgumentNullException.ThrowIfNull(prometheus);
        var builder = prometheus.ApplicationBuilder;
        if (!IsWanted(prometheus) || ProgramFinder.Default.Find(program) is not { } path)
            return null;
        return builder.AddExecutable(name, path, FolderOf(builder, prometheus.Resource.Name))
            .ListenOn(Metrics, port, "--web.listen-address=")
            .WithParentRelationship(prometheus)
            .WithAnnotation(new ScrapeAnnotation(name));
    }

    private static bool IsWanted(IResourceBuilder<PrometheusResource> prometheus) => prometheus.ApplicationBuilder.Resources.Contains(prometheus.Resource);

    private static string FolderOf(IDistributedApplicationBuilder builder, string name)
    {
        var folder = Path.Combine(builder.Configuration[AppHostSettings.DataDirectory]!, name);
        Directory.CreateDirectory(folder, DataDirectory.OwnerOnly);
        return folder;
    }

    private static IResourceBuilder<T> ListenOn<T>(this IResourceBuilder<T> program, string endpoint, int port, string option) where T : ExecutableResource
    {
        var address = program.WithHttpEndpoint(name: endpoint, isProxied: false).GetEndpoint(endpoint);
        return program
            .WithHostPort(endpoint, port)
            .WithEndpoint(endpoint, added => added.TargetHost = Loopback)
            .WithArgs(context => context.Args.Add(ReferenceExpression.Create($"{option}{Loopback}:{address.Property(EndpointProperty.TargetPort)}")))
            .WithAnnotation(new RestartAnnotation());
    }

    // OTLP names the job by service.namespace and service.name.
    private static void Scrape(IResourceBuilder<ProjectResource> service)
    {
        var endpoint = service
            .WithEndpoint(Metrics, added => (added.UriScheme, added.IsProxied, added.TargetHost) = (Uri.UriSchemeHttp, false, Loopback))
            .GetEndpoint(Metrics);
        service
            .WithEnvironment("OTEL_METRICS_EXPORTER", "otlp,prometheus")
            .WithEnvironment("OTEL_EXPORTER_PROMETHEUS_HOST", Loopback)
            .WithEnvironment("OTEL_EXPORTER_PROMETHEUS_PORT", ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.TargetPort)}"))
            .WithUrlForEndpoint(Metrics, url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithAnnotation(new ScrapeAnnotation($"{ServiceNamespace}/{service.Resource.Name}"));
    }
}
