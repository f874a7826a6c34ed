using Grpc.AspNetCore.HealthChecks;
using Grpc.HealthCheck;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the health service.</summary>
public static class GrpcHealthChecksServiceExtensions
{
    /// <summary>Registers the health service; the whole server (the empty name) has all health checks.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services) => services.AddGrpcHealthChecks(_ => { });

    /// <summary>Registers the health service.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services, Action<GrpcHealthChecksOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddGrpc();
        services.TryAddSingleton<HealthServiceImpl>();
        services.TryAddSingleton<HealthChecksService>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthCheckPublisher, GrpcHealthChecksPublisher>());
        services.Configure<GrpcHealthChecksOptions>(options =>
        {
            if (!options.Services.Contains("")) { options.Services.Map("", _ => true); }
        });
        services.Configure(configure);
        return services.AddHealthChecks();
    }
}
