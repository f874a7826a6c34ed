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
        if (item is { ProductId.Length: > 0, Quantity: > 0 }) { await catalog.GetAsync(item.ProductId, currency: null, cancellationToken); }
        await carts.AddItemAsync(new AddItemRequest { UserId = userId, Item = item }, cancellationToken: cancellationToken);
    }

    public async Task<IReadOnlyList<CartLine>> OfAsync(string userId, string currency, CancellationToken cancellationToken)
    {
        var cart = await carts.GetCartAsync(new GetCartRequest { UserId = userId }, cancellationToken: cancellationToken);
        var products = await catalog.FindAsync(cart.Items.Select(item => item.ProductId), currency, cancellationToken, isPriceOptional: true);
        return [.. cart.Items.Select(item => new CartLine(item.ProductId, item.Quantity, products.GetValueOrDefault(item.ProductId)))];
    }
}

/// <summary>A line of the cart. The product is null if the catalog no longer has it.</summary>
public sealed record CartLine(string ProductId, int Quantity, Product? Product)
{
    public string Name => Product?.Name ?? ProductId;

    public Money? Cost => Product?.PriceUsd?.Times(Quantity);
}
