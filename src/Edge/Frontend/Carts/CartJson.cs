namespace OtelShop.Frontends.Carts;

internal sealed record CartJson(string UserId, IReadOnlyList<CartItemJson> Items);
