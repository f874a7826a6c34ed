using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>Adds the gRPC server and what every gRPC client of the shop has in common.</summary>
internal static class RpcDefaults
{
    public static void AddRpcDefaults(this IServiceCollection services) =>
        services.AddGrpc(server => server.Interceptors.Add<FailureInterceptor>());
}
