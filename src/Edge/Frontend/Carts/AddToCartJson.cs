namespace OtelShop.Frontends.Carts;

internal sealed record AddToCartJson(CartItemJson? Item, string? UserId);
