using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Services that read the telemetry of the dashboard.</summary>
public static class DashboardBuilderExtensions
{
    private const string Section = "ServiceMap";

    /// <summary>
    /// Tells the service map the dashboard's address and API key, and the addresses of databases and caches, which name no resource in their spans.
    /// The service map is not published: a cluster has no Aspire dashboard.
    /// </summary>
    /// <param name="service">The service map.</param>
    public static IResourceBuilder<ProjectResource> WithDashboard(this IResourceBuilder<ProjectResource> service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service
            .WithEnvironment(Connect)
            .WithUrlForEndpoint("http", url => url.DisplayText = "Service map")
            .ExcludeFromManifest();
    }

    private static void Connect(EnvironmentCallbackContext context)
    {
        if (context.ExecutionContext.IsPublishMode)
            return;
        var services = context.ExecutionContext.Services;
        var configuration = services.GetRequiredService<IConfiguration>();
        var frontend = configuration["ASPNETCORE_URLS"] is { Length: > 0 } urls ? urls.Split(';')[0] : "http://127.0.0.1:18888";
        context.EnvironmentVariables[$"{Section}__DashboardUrl"] = frontend;
        context.EnvironmentVariables[$"{Section}__ApiKey"] = configuration["AppHost:DashboardApiKey"] ?? "";
        foreach (var backing in services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<IResourceWithEndpoints>().Where(HasConnectionString))
            context.EnvironmentVariables[$"{Section}__Names__{backing.Name}"] = backing.GetEndpoints().First().Property(EndpointProperty.HostAndPort);
    }

    private static bool HasConnectionString(IResourceWithEndpoints resource) =>
        resource is IResourceWithConnectionString && resource.Annotations.OfType<EndpointAnnotation>().Any();
}
