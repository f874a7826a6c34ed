using OtelShop.Frontends.Prices;
using Oteldemo;

namespace OtelShop.Frontends.Products;

// Compat: the price stays under "priceUsd" whatever its currency is.
internal sealed record ProductJson(string Id, string Name, string Description, string Picture, MoneyJson? PriceUsd, IReadOnlyList<string> Categories)
{
    public static ProductJson Of(Product product) =>
        new(product.Id, product.Name, product.Description, product.Picture, MoneyJson.Of(product.PriceUsd), product.Categories);
}
