using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OtelShop.ServiceDefaults.Resilience;

/// <summary>Adds time limits, retries and a circuit breaker to HTTP clients; gRPC calls bring their own and pass through.</summary>
internal static class ResilienceExtensions
{
    public static IHttpClientBuilder AddStandardResilience(this IHttpClientBuilder builder)
    {
        builder.Services.TryAddSingleton<HttpPipelines>();
        return builder.AddHttpMessageHandler(services => new ResilienceHandler(services.GetRequiredService<HttpPipelines>()));
    }
}
