using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Oteldemo;

namespace OtelShop.ServiceDefaults.Tests.Rpc;

/// <summary>A service with a cart, and a service that calls it by its name and offers the same again.</summary>
internal sealed class CartPair(TestService callee, TestService caller) : IAsyncDisposable
{
    public TestService Caller => caller;

    public CartService.CartServiceClient Cart => caller.Services.GetRequiredService<CartService.CartServiceClient>();

    /// <summary>How long a connection of the client may live.</summary>
    public TimeSpan ConnectionLifetime
    {
        get
        {
            var handler = caller.Services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(nameof(CartService.CartServiceClient));
            while (handler is DelegatingHandler { InnerHandler: { } inner })
                handler = inner;
            return ((SocketsHttpHandler)handler).PooledConnectionLifetime;
        }
    }

    public static async Task<CartPair> StartAsync(FailingCart.Script script)
    {
        var callee = await TestService.StartAsync(
            builder => builder.Services.AddSingleton(script), app => app.MapGrpcService<FailingCart>());
        var caller = await TestService.StartAsync(
            builder => builder.Services.AddGrpcServiceClient<CartService.CartServiceClient>("cart"),
            app => app.MapGrpcService<RelayingCart>(),
            settings: ("services:cart:grpc:0", callee.GrpcAddress.ToString()));
        return new CartPair(callee, caller);
    }

    public async ValueTask DisposeAsync()
    {
        await caller.DisposeAsync();
        await callee.DisposeAsync();
    }
}
