using Grpc.Core;
using OtelShop.Frontends.Prices;
using OtelShop.Frontends.Products;
using Oteldemo;

namespace OtelShop.Frontends.Carts;

internal sealed class CartLines(CartService.CartServiceClient carts, PricedCatalogClient catalog)
{
    /// <summary>Adds a product that the catalog has. The cart service refuses a missing item.</summary>
    /// <exception cref="RpcException">The catalog does not have the product, or a service failed; nothing was added.</exception>
    public async Task AddAsync(string userId, CartItem? item, CancellationToken cancellationToken)
    {
        // Compat: negative quantities subtract, also of a product that is no longer sold.
        if (item is { ProductId.Length: > 0, Quantity: > 0 }) { await RequireSoldAsync(item.ProductId, cancellationToken); }
        await carts.AddItemAsync(new AddItemRequest { UserId = userId, Item = item }, cancellationToken: cancellationToken);
    }

    /// <summary>Sets the quantity of a product; one that is not in the cart yet must be in the catalog.</summary>
    /// <inheritdoc cref="AddAsync" path="/exception" />
    public async Task SetAsync(string userId, CartItem item, int present, CancellationToken cancellationToken)
    {
        if (present == 0 && item.Quantity > 0) { await RequireSoldAsync(item.ProductId, cancellationToken); }
        await carts.SetItemAsync(new AddItemRequest { UserId = userId, Item = item }, cancellationToken: cancellationToken);
    }

    public async Task<IReadOnlyList<CartLine>> OfAsync(Cart cart, string currency, CancellationToken cancellationToken)
    {
        var products = await catalog.FindAsync(cart.Items.Select(item => item.ProductId), currency, cancellationToken, isPriceOptional: true);
        return [.. cart.Items.Select(item => new CartLine(item.ProductId, item.Quantity, products.GetValueOrDefault(item.ProductId)))];
    }

    private Task<Product> RequireSoldAsync(string productId, CancellationToken cancellationToken) =>
        catalog.GetAsync(productId, currency: null, cancellationToken);
}

/// <summary>A line of the cart. The product is null if the catalog no longer has it.</summary>
public sealed record CartLine(string ProductId, int Quantity, Product? Product)
{
    public string Name => Product?.Name ?? ProductId;

    public Money? Cost => Product?.PriceUsd?.Times(Quantity);
}
