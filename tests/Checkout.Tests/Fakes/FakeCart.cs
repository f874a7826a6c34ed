using System.Collections.Concurrent;
using Grpc.Core;
using Oteldemo;

namespace OtelShop.Checkout.Tests.Fakes;

internal sealed class FakeCart : CartService.CartServiceBase
{
    private readonly ConcurrentDictionary<string, Cart> _carts = new();

    public Failure GetFails { get; } = new();

    public Failure EmptyFails { get; } = new();

    public void Put(string userId, params (string Product, int Quantity)[] lines)
    {
        var cart = new Cart { UserId = userId };
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
        EmptyFails.ThrowIfSet();
        _carts.TryRemove(request.UserId, out _);
        return Task.FromResult(new Empty());
    }
}
