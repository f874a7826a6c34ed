using Aspire.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <content>Health.</content>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Lets a health check of the host decide whether the resource is healthy.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="key">Name under which the check is registered with the host's health checks.</param>
    /// <exception cref="DistributedApplicationException">The resource has that check already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(h => h.Key == key)
            ? throw new DistributedApplicationException($"'{builder.Resource.Name}' has the health check '{key}' already.")
            : builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>Checks the resource by a GET to one of its endpoints. An endpoint with transport <c>http2</c> is asked in HTTP/2 from the first byte.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">Null means <c>/</c>.</param>
    /// <param name="statusCode">Status of a healthy resource. Null means 200.</param>
    /// <param name="endpointName">Null means the first HTTP endpoint: one that speaks HTTP/1.1 before one that does not, http before https.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, [EndpointName] string? endpointName = null)
        where T : IResourceWithEndpoints => builder.AddHttpHealthCheck(
            endpointName is null ? DefaultHttpEndpoint(builder.Resource) : builder.GetEndpoint(endpointName), path, statusCode);

    /// <summary>Checks the resource by a GET to the endpoint that a function chooses. A null function means the first HTTP endpoint.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointSelector">Chooses the endpoint.</param>
    /// <param name="path">Null means <c>/</c>.</param>
    /// <param name="statusCode">Status of a healthy resource. Null means 200.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints =>
        builder.AddHttpHealthCheck(endpointSelector is null ? DefaultHttpEndpoint(builder.Resource) : endpointSelector(), path, statusCode);

    private static IResourceBuilder<T> AddHttpHealthCheck<T>(this IResourceBuilder<T> builder, EndpointReference endpoint, string? path, int? statusCode)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (endpoint.Exists && !endpoint.IsHttp && !endpoint.IsHttps)
        {
            throw new DistributedApplicationException(
                $"The endpoint '{endpoint.EndpointName}' of '{endpoint.Resource.Name}' speaks {endpoint.Scheme}; an HTTP health check needs http or https.");
        }

        path ??= "/";
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path}_{statusCode ?? 200}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key,
            services => new HttpHealthCheck(
                services.GetRequiredService<IHttpClientFactory>(),
                async cancellationToken => new Uri(new Uri((await endpoint.GetValueAsync(cancellationToken).ConfigureAwait(false))!), path),
                statusCode ?? 200,
                () => endpoint.EndpointAnnotation.Transport == "http2"),
            null,
            null));
        return builder.WithHealthCheck(key);
    }

    private static EndpointReference DefaultHttpEndpoint(IResourceWithEndpoints resource) =>
        resource.GetEndpoints().Where(e => e.IsHttp || e.IsHttps)
            .OrderBy(e => e.EndpointAnnotation.Transport == "http2").ThenBy(e => e.IsHttps).FirstOrDefault()
        ?? throw new DistributedApplicationException($"'{resource.Name}' has no HTTP endpoint that could be asked for its health.");
}
