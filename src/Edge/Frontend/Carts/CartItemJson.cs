using OtelShop.Frontends.Products;
using Oteldemo;

namespace OtelShop.Frontends.Carts;

internal sealed record CartItemJson(string? ProductId, int? Quantity, ProductJson? Product)
{
    public CartItem ToCartItem() => new() { ProductId = ProductId ?? "", Quantity = Quantity ?? 0 };

    /// <summary>The product is omitted if not requested or no longer in the catalog.</summary>
    public static CartItemJson Of(CartItem item, IReadOnlyDictionary<string, Product>? products = null) =>
        new(item.ProductId, item.Quantity, products?.GetValueOrDefault(item.ProductId) is { } product ? ProductJson.Of(product) : null);
}
