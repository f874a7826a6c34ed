using OtelShop.Frontends.Prices;
using Oteldemo;

namespace OtelShop.Frontends.Products;

// Compat: upstream names the price "priceUsd" in every currency.
internal sealed record ProductJson(string Id, string Name, string Description, string Picture, MoneyJson? PriceUsd, IReadOnlyList<string> Categories)
{
    public static ProductJson Of(Product product) =>
        new(product.Id, product.Name, product.Description, product.Picture, MoneyJson.Of(product.PriceUsd), product.Categories);
}
