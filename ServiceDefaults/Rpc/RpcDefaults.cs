using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>Adds the gRPC server and what every gRPC client of the shop has in common.</summary>
internal static class RpcDefaults
{
    public static void AddRpcDefaults(this IServiceCollection services)
    {
        services.AddGrpc(server => server.Interceptors.Add<FailureInterceptor>());
        services.AddSingleton<DeadlineInterceptor>();
        services.ConfigureHttpClientDefaults(client => client
            .ConfigureChannel(channel => channel.ServiceConfig = IdempotentMethods.RetryConfig)
            .AddInterceptor<DeadlineInterceptor>()
            // Consumers and pages call without a gRPC call of their own.
            .EnableCallContextPropagation(propagation => propagation.SuppressContextNotFoundErrors = true));
    }
}
