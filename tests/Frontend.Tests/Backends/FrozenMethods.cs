using Grpc.Core;
using Grpc.Core.Interceptors;

namespace OtelShop.Frontend.Tests.Backends;

/// <summary>Never answers the calls that a test has frozen.</summary>
internal sealed class FrozenMethods(ShopState shop) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (shop.Frozen.Contains(context.Method.Split('/')[^1])) { await shop.FreezeAsync(context.CancellationToken); }
        return await continuation(request, context);
    }
}
