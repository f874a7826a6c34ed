using Aspire.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Services outside of the system.</summary>
public static class ExternalServiceBuilderExtensions
{
    /// <summary>Adds a service at a known address.</summary>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
            ? builder.AddExternalService(name, uri)
            : throw new ArgumentException($"The address of a service must be absolute, not '{url}'.", nameof(url));

    /// <summary>Adds a service at a known address.</summary>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, Uri uri) => Add(builder, new ExternalServiceResource(name, uri));

    /// <summary>Adds a service at an address that a parameter tells.</summary>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, IResourceBuilder<ParameterResource> urlParameter)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        return Add(builder, new ExternalServiceResource(name, urlParameter.Resource));
    }

    /// <summary>Checks the service by a GET.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="path">Null means its address itself.</param>
    /// <param name="statusCode">Status of a healthy service. Null means 200.</param>
    public static IResourceBuilder<ExternalServiceResource> WithHttpHealthCheck(
        this IResourceBuilder<ExternalServiceResource> builder, string? path = null, int? statusCode = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var service = builder.Resource;
        var key = $"{service.Name}_external_{path}_{statusCode ?? 200}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key,
            services => new HttpHealthCheck(
                services.GetRequiredService<IHttpClientFactory>(),
                async cancellationToken => new Uri(
                    service.Uri ?? new Uri((await service.UrlParameter!.GetValueAsync(cancellationToken).ConfigureAwait(false))!), path ?? ""),
                statusCode ?? 200,
                () => false),
            null,
            null));
        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    private static IResourceBuilder<ExternalServiceResource> Add(IDistributedApplicationBuilder builder, ExternalServiceResource resource)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(resource).ExcludeFromManifest().WithInitialState(new CustomResourceSnapshot
        {
            ResourceType = "ExternalService",
            Properties = [new(CustomResourceKnownProperties.Source, resource.Uri?.ToString() ?? resource.UrlParameter!.Name)],
            State = KnownResourceStates.Running,
        });
    }
}
