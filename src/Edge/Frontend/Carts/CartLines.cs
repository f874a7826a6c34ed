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
