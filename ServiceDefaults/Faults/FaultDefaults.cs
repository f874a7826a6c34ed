using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OtelShop.ServiceDefaults.Faults;

/// <summary>Makes every service breakable by flags.</summary>
internal static class FaultDefaults
{
    public static void AddFaults(this IServiceCollection services)
    {
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<FaultTelemetry>();
        services.AddSingleton<FaultFlags>();
        services.AddSingleton<RequestFaults>();
        services.AddSingleton<FaultInterceptor>();
        services.AddSingleton<SlowQueries>();
        services.AddSingleton<SlowCommandInterceptor>();
        services.AddTransient<BlackHoleHandler>();
        services.AddSingleton<FaultPipeline>();
        services.AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<FaultPipeline>());
    }

    /// <summary>Before service discovery, where requests still name the service that they are meant for; each attempt of a repeated one.</summary>
    public static IHttpClientBuilder AddBlackHole(this IHttpClientBuilder client) => client.AddHttpMessageHandler<BlackHoleHandler>();

    public static void UseFaults(this WebApplication app) => app.Services.GetRequiredService<FaultPipeline>().Application = app;
}
