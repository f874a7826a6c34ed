using OtelShop.Frontends.Prices;
using Oteldemo;

namespace OtelShop.Frontends.Carts;

/// <summary>A line of the cart. The product is null if the catalog no longer has it.</summary>
public sealed record CartLine(string ProductId, int Quantity, Product? Product)
{
    public string Name => Product?.Name ?? ProductId;

    public Money? Cost => Product?.PriceUsd?.Times(Quantity);
}
