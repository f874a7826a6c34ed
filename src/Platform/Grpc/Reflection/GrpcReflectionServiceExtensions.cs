using Grpc.AspNetCore.Server;
using Grpc.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers and maps the reflection service.</summary>
public static class GrpcReflectionServiceExtensions
{
    /// <summary>Registers the reflection service.</summary>
    public static IServiceCollection AddGrpcReflection(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddGrpc();
        services.TryAddSingleton<ReflectionService>();
        services.TryAddSingleton<ReflectionAlphaService>();
        return services;
    }

    /// <summary>Serves grpc.reflection.v1.ServerReflection, and v1alpha for older tools. Its calls are left out of HTTP metrics.</summary>
    public static GrpcServiceEndpointConventionBuilder MapGrpcReflectionService(this IEndpointRouteBuilder builder)
    {
        builder.MapGrpcService<ReflectionAlphaService>().DisableHttpMetrics();
        return builder.MapGrpcService<ReflectionService>().DisableHttpMetrics();
    }
}
