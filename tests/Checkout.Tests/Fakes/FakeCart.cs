using System.Collections.Concurrent;
using Grpc.Core;
using Oteldemo;

namespace OtelShop.Checkout.Tests.Fakes;

internal sealed class FakeCart : CartService.CartServiceBase
{
    private readonly ConcurrentDictionary<string, Cart> _carts = new();
    private readonly ConcurrentDictionary<string, bool> _removed = new();
    private long _version;

    public Failure GetFails { get; } = new();

    public Failure RemoveFails { get; } = new();

    public void Put(string userId, params (string Product, int Quantity)[] lines)
    {
        var cart = new Cart { UserId = userId, Version = Interlocked.Increment(ref _version) };
        cart.Items.AddRange(lines.Select(line => new CartItem { ProductId = line.Product, Quantity = line.Quantity }));
        _carts[userId] = cart;
    }

    public int LinesOf(string userId) => _carts.TryGetValue(userId, out var cart) ? cart.Items.Count : 0;

    public override Task<Cart> GetCart(GetCartRequest request, ServerCallContext context)
    {
        GetFails.ThrowIfSet();
        return Task.FromResult(_carts.GetValueOrDefault(request.UserId) ?? new Cart());
    }

    public override Task<Empty> EmptyCart(EmptyCartRequest request, ServerCallContext context)
    {
        _carts.TryRemove(request.UserId, out _);
        return Task.FromResult(new Empty());
    }

    public override Task<Empty> RemoveOrdered(RemoveOrderedRequest request, ServerCallContext context)
    {
        RemoveFails.ThrowIfSet();
        if (_removed.TryAdd(request.OrderId, true) && _carts.TryGetValue(request.UserId, out var cart))
        {
            var ordered = request.Items.ToDictionary(line => line.ProductId, line => line.Quantity);
            Put(request.UserId, [.. cart.Items
                .Select(line => (line.ProductId, line.Quantity - ordered.GetValueOrDefault(line.ProductId)))
                .Where(line => line.Item2 > 0)]);
        }

        return Task.FromResult(new Empty());
    }
}
