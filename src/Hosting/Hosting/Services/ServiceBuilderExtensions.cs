using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OtelShop.Hosting;
using OtelShop.Hosting.Lifetime;
using OtelShop.Hosting.Services;
using OtelShop.Hosting.Tls;

namespace Aspire.Hosting;

/// <summary>Services of this repository.</summary>
public static class ServiceBuilderExtensions
{
    private const string Loopback = "127.0.0.1";

    // The user of a container may write nowhere else.
    private const string PublishedData = "/tmp/otelshop";

    /// <summary>
    /// Adds a project as <c>AddProject</c> does, but starts its built program itself, on the endpoints of its own appsettings.json, and without a proxy. It counts
    /// as healthy when its <c>/health</c> says so, and comes back after a crash.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddProject<TProject>(name, options => (options.ExcludeLaunchProfile, options.ExcludeKestrelEndpoints) = (true, true)).AsService();
    }

    /// <summary>Tells the service a folder for its files below the shop's data. Published, it is below /tmp, where a volume may be mounted.</summary>
    public static IResourceBuilder<T> WithDataFolder<T>(this IResourceBuilder<T> builder, string variable, string folder) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ApplicationBuilder.ExecutionContext.IsRunMode
            ? builder.WithEnvironment(context => context.EnvironmentVariables[variable] =
                context.ExecutionContext.Services.GetRequiredService<DataDirectory>().PrivateFolder(folder))
            : builder.WithEnvironment(variable, $"{PublishedData}/{folder}").WithAnnotation(new DataFolderAnnotation(variable, folder));
    }

    /// <summary>Gives the service a fixed port. When the port is in use, the service moves to the next free one and the console says so.</summary>
    public static IResourceBuilder<T> WithHostPort<T>(this IResourceBuilder<T> builder, string endpointName, int port) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var isRun = builder.ApplicationBuilder.ExecutionContext.IsRunMode;
        return isRun ? builder.WithEndpoint(endpointName, endpoint => (endpoint.Port, endpoint.TargetPort) = (port, endpoint.IsProxied ? null : port)) : builder;
    }

    internal static IResourceBuilder<T> AsService<T>(this IResourceBuilder<T> service) where T : ProjectResource
    {
        var builder = service.ApplicationBuilder;
        var projectPath = service.Resource.GetProjectMetadata().ProjectPath;
        // Each service trusts only the proxies that its own setting names.
        service.DisableForwardedHeaders();
        var endpoints = KestrelEndpoint.Read(Path.GetDirectoryName(projectPath)!);
        service.Resource.Annotations.OfType<EndpointAnnotation>().ToList().ForEach(added => service.Resource.Annotations.Remove(added));
        foreach (var endpoint in endpoints)
            AddEndpoint(service, endpoint);
        // Host, port and password of a database are in its connection string, which alone is treated as a secret.
        service.WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString | ReferenceEnvironmentInjectionFlags.ServiceDiscovery);
        if (builder.ExecutionContext.IsPublishMode)
            return service;
        if (!builder.Configuration.UsesAspireDefaults())
            service.WithAnnotation(new ExecutableAnnotation { Command = BuiltProject.Executable(projectPath, builder.AppHostAssembly), WorkingDirectory = Path.GetDirectoryName(projectPath)! });
        if (builder.WantsMutualTls())
            service.WithEnvironment(context => MutualTls.Prove(context, service.Resource));
        return service.WithEnvironment(context => Listen(context, service.Resource, endpoints)).WithEndpointHealthCheck(endpoints).WithAnnotation(new RestartAnnotation());
    }

    private static void AddEndpoint<T>(IResourceBuilder<T> service, KestrelEndpoint endpoint) where T : ProjectResource
    {
        var builder = service.ApplicationBuilder;
        service.WithEndpoint(endpoint.Name, added =>
        {
            added.UriScheme = builder.WantsMutualTls() && endpoint.IsHttp2 ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
            added.Transport = endpoint.IsHttp2 ? "http2" : "http";
            if (builder.ExecutionContext.IsPublishMode)
                added.TargetPort = endpoint.Port;
            else if (!builder.Configuration.UsesAspireDefaults())
                (added.IsProxied, added.TargetHost) = (false, Loopback);
        });
    }

    private static void Listen(EnvironmentCallbackContext context, IResourceWithEndpoints service, IEnumerable<KestrelEndpoint> endpoints)
    {
        var variables = context.EnvironmentVariables;
        variables.Remove("ASPNETCORE_URLS");
        foreach (var endpoint in endpoints)
        {
            var reference = service.GetEndpoint(endpoint.Name);
            var scheme = reference.EndpointAnnotation.UriScheme;
            variables[$"Kestrel__Endpoints__{endpoint.Name}__Url"] =
                ReferenceExpression.Create($"{scheme}://{Loopback}:{reference.Property(EndpointProperty.TargetPort)}");
        }

        // DCP stamps each line with its time, and the log files are read without colours.
        variables.Remove("LOGGING__CONSOLE__FORMATTEROPTIONS__TIMESTAMPFORMAT");
        variables.TryAdd("DOTNET_ENVIRONMENT", "Development");
        // Aspire sets one second. The dashboard stores each point in a database, which costs a shop at rest a tenth of a core.
        variables["OTEL_METRIC_EXPORT_INTERVAL"] = "5000";
    }

    private static IResourceBuilder<T> WithEndpointHealthCheck<T>(this IResourceBuilder<T> service, IReadOnlyList<KestrelEndpoint> endpoints) where T : ProjectResource
    {
        if (endpoints.Count == 0)
            return service;
        var asked = endpoints.FirstOrDefault(endpoint => endpoint.Name == "management") ?? endpoints[0];
        var key = $"{service.Resource.Name}_check";
        var reference = service.GetEndpoint(asked.Name);
        EndpointHealthCheck? check = null;
        service.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, provider => check ??= new EndpointHealthCheck(reference, TimeProvider.System, MutualTls.Client(reference, provider)), failureStatus: null, tags: null));
        return service.WithHealthCheck(key);
    }
}
