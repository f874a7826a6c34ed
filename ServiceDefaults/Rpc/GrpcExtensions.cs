using System.Net.Security;
using Grpc.AspNetCore.HealthChecks;
using Grpc.Net.ClientFactory;
using OtelShop.FaultInjection;
using OtelShop.ServiceDefaults.Rpc;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the gRPC server of a service and its clients of other services.</summary>
public static class GrpcExtensions
{
    // A channel is one connection to one pod. Without an end, pods that are added, or have a new version, would get no calls.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    // Clients of gRPC accept as much by default. The largest of the shop are flag definitions of at most 3 MiB.
    private const int LargestMessage = 4 * 1024 * 1024;

    /// <summary>
    /// Adds a typed client of a service of the shop. Unary calls without a deadline get one of ten seconds, deadline and cancellation of the current
    /// call are passed on, and idempotent methods are retried while the service is unavailable.
    /// </summary>
    /// <typeparam name="TClient">The generated client.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="service">The service's name in the app model; its endpoint <c>grpc</c> is called.</param>
    /// <param name="configure">Changes the client's options, such as call options.</param>
    /// <returns>The client's HTTP client, to configure further.</returns>
    public static IHttpClientBuilder AddGrpcServiceClient<TClient>(
        this IServiceCollection services, string service, Action<IServiceProvider, GrpcClientFactoryOptions>? configure = null)
        where TClient : class =>
        services.AddGrpcClient<TClient>((provider, client) =>
        {
            client.Address = new Uri($"{(provider.GetService<SslClientAuthenticationOptions>() is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps)}://_grpc.{service}");
            configure?.Invoke(provider, client);
        }).AddGrpcClientDefaults();

    /// <summary>Gives a gRPC client of any address what <see cref="AddGrpcServiceClient"/> gives to clients of the shop's services.</summary>
    /// <param name="client">The client.</param>
    /// <returns>The client.</returns>
    public static IHttpClientBuilder AddGrpcClientDefaults(this IHttpClientBuilder client)
    {
#pragma warning disable EXTEXP0001 // The only way to keep the HTTP retries, which know nothing of idempotency, away from gRPC calls.
        client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        return client
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler((handler, provider) =>
            {
                if (handler is not SocketsHttpHandler sockets)
                    return;
                sockets.PooledConnectionLifetime = ConnectionLifetime;
                if (provider.GetService<SslClientAuthenticationOptions>() is { } tls)
                    sockets.SslOptions = tls;
            })
            .ConfigureChannel(channel => channel.ServiceConfig = IdempotentMethods.RetryConfig)
            .AddInterceptor<DeadlineInterceptor>()
            .AddInterceptor<ClientDurationInterceptor>()
            // Consumers and pages call without a gRPC call of their own.
            .EnableCallContextPropagation(propagation => propagation.SuppressContextNotFoundErrors = true);
    }

    internal static void AddGrpcDefaults(this IServiceCollection services)
    {
        services.AddGrpc(server =>
        {
            server.MaxReceiveMessageSize = LargestMessage;
            // Otherwise gRPC answers 404 where an HTTP route would answer 405.
            server.IgnoreUnknownServices = true;
            server.Interceptors.Add<ServerDurationInterceptor>();
            server.Interceptors.Add<ExceptionInterceptor>();
            server.AddFaultInjection();
        });
        services.AddGrpcHealthChecks();
        services.AddSingleton<MappedGrpcServices>();
        services.AddOptions<GrpcHealthChecksOptions>().Configure<MappedGrpcServices>((health, mapped) => mapped.AddTo(health.Services));
        services.AddGrpcReflection();
        services.AddSingleton<DeadlineInterceptor>();
        services.AddSingleton<RpcMetrics>();
        services.AddSingleton<ServerDurationInterceptor>();
        services.AddSingleton<ClientDurationInterceptor>();
    }
}
