using System.Collections.Concurrent;
using Grpc.Core;
using Oteldemo;

namespace OtelShop.FaultInjection.Tests;

/// <summary>A cart service that keeps the requests that reach it, and no carts.</summary>
internal sealed class RecordingCart(RecordingCart.Requests received) : CartService.CartServiceBase
{
    public override Task<Cart> GetCart(GetCartRequest request, ServerCallContext context)
    {
        received.Enqueue(request.UserId);
        return Task.FromResult(new Cart { UserId = request.UserId });
    }

    public override Task<Empty> AddItem(AddItemRequest request, ServerCallContext context)
    {
        received.Enqueue(request.UserId);
        return Task.FromResult(new Empty());
    }

    internal sealed class Requests : ConcurrentQueue<string>;
}
