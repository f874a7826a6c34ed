namespace OtelShop.Frontends.Carts;

internal sealed record EmptyCartJson(string? UserId);
