using Microsoft.Extensions.DependencyInjection.Extensions;
using OtelShop.ServiceDefaults.Discovery;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Service discovery by configuration, with the names of Microsoft.Extensions.ServiceDiscovery.</summary>
public static class ServiceDiscoveryExtensions
{
    /// <summary>Adds what resolves <c>http://cart</c> by <c>services:cart:http:0</c>, <c>services:cart:http:1</c>, ...</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddServiceDiscovery(this IServiceCollection services)
    {
        services.TryAddSingleton<ServiceEndpointResolver>();
        services.TryAddTransient<ResolvingHttpDelegatingHandler>();
        return services;
    }

    /// <summary>Lets a client name services instead of hosts. Names that configuration does not know go to DNS.</summary>
    /// <param name="builder">The client.</param>
    public static IHttpClientBuilder AddServiceDiscovery(this IHttpClientBuilder builder)
    {
        builder.Services.AddServiceDiscovery();
        return builder.AddHttpMessageHandler<ResolvingHttpDelegatingHandler>();
    }
}
