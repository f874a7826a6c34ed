using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OtelShop.Hosting.Lifetime;

internal static class HostedServiceCollectionExtensions
{
    /// <summary>Adds a service that starts before Aspire's orchestrator, which returns only when every resource that waits has started, and stops after it.</summary>
    public static IServiceCollection AddFirst<TService>(this IServiceCollection services) where TService : class, IHostedService
    {
        if (services.All(service => service.ImplementationType != typeof(TService)))
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TService>());
        return services;
    }
}
