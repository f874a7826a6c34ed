using Grpc.AspNetCore.HealthChecks;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.ServiceDefaults.Faults;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>Adds the gRPC server and what every gRPC client of the shop has in common.</summary>
internal static class RpcDefaults
{
    public static void AddRpcDefaults(this IServiceCollection services)
    {
        services.AddGrpc(server =>
        {
            server.Interceptors.Add<FailureInterceptor>();
            server.Interceptors.Add<FaultInterceptor>();
        });
        services.AddGrpcHealthChecks();
        services.AddOptions<GrpcHealthChecksOptions>().Configure<EndpointDataSource>(MapEachService);
        services.AddGrpcReflection();
        services.AddSingleton<DeadlineInterceptor>();
        services.ConfigureHttpClientDefaults(client => client
            .ConfigureChannel(channel => channel.ServiceConfig = IdempotentMethods.RetryConfig)
            .AddInterceptor<DeadlineInterceptor>()
            // Consumers and pages call without a gRPC call of their own.
            .EnableCallContextPropagation(propagation => propagation.SuppressContextNotFoundErrors = true));
    }

    // Every service that was mapped is as healthy as the whole server. The options are first read when the endpoints are complete.
    private static void MapEachService(GrpcHealthChecksOptions health, EndpointDataSource endpoints)
    {
        foreach (var endpoint in endpoints.Endpoints)
        {
            if (endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is { } grpc)
                health.Services.Map(grpc.Method.ServiceName, _ => true);
        }
    }
}
