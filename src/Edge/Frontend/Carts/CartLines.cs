using OtelShop.Frontends.Prices;
using OtelShop.Frontends.Products;
using Oteldemo;

namespace OtelShop.Frontends.Carts;

internal sealed class CartLines(CartService.CartServiceClient carts, PricedCatalogClient catalog)
{
    public async Task<IReadOnlyList<CartLine>> OfAsync(string userId, string currency, CancellationToken cancellationToken)
    {
        var cart = await carts.GetCartAsync(new GetCartRequest { UserId = userId }, cancellationToken: cancellationToken);
        var products = await catalog.FindAsync(cart.Items.Select(item => item.ProductId), currency, cancellationToken);
        return [.. cart.Items.Select(item => new CartLine(item.ProductId, item.Quantity, products.GetValueOrDefault(item.ProductId)))];
    }
}

/// <summary>A line of the cart. The product is null if the catalog no longer has it.</summary>
public sealed record CartLine(string ProductId, int Quantity, Product? Product)
{
    public string Name => Product?.Name ?? ProductId;

    public Money? Cost => Product?.PriceUsd?.Times(Quantity);
}
