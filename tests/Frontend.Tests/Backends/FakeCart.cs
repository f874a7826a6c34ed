using Grpc.Core;
using Oteldemo;

namespace OtelShop.Frontend.Tests.Backends;

internal sealed class FakeCart(ShopState shop) : CartService.CartServiceBase
{
    public override Task<Empty> AddItem(AddItemRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        if (request.Item is null) { throw Refusal.Invalid(("item", "is missing."), ("user_id", "is odd.")); }
        var cart = shop.Carts.GetOrAdd(request.UserId, id => new Cart { UserId = id });
        var line = cart.Items.FirstOrDefault(item => item.ProductId == request.Item.ProductId);
        if (line is null) { cart.Items.Add(request.Item); }
        else { line.Quantity += request.Item.Quantity; }
        if (line?.Quantity <= 0) { cart.Items.Remove(line); }
        return Task.FromResult(new Empty());
    }

    public override Task<Empty> SetItem(AddItemRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        var cart = shop.Carts.GetOrAdd(request.UserId, id => new Cart { UserId = id });
        if (cart.Items.FirstOrDefault(item => item.ProductId == request.Item.ProductId) is { } line) { cart.Items.Remove(line); }
        if (request.Item.Quantity > 0) { cart.Items.Add(request.Item); }
        return Task.FromResult(new Empty());
    }

    public override Task<Cart> GetCart(GetCartRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        return Task.FromResult(shop.Carts.GetValueOrDefault(request.UserId) ?? new Cart { UserId = request.UserId });
    }

    public override Task<Empty> EmptyCart(EmptyCartRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        shop.Carts.TryRemove(request.UserId, out _);
        return Task.FromResult(new Empty());
    }
}
