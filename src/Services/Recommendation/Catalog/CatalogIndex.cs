using System.Collections.Frozen;
using Oteldemo;

namespace OtelShop.Recommendations.Catalog;

/// <summary>The products of one catalog, prepared for comparing. Does not change.</summary>
internal sealed class CatalogIndex
{
    private readonly FrozenDictionary<string, ProductProfile> _byId;

    public CatalogIndex(IEnumerable<Product> products)
    {
        _byId = products.DistinctBy(product => product.Id).Select(product => new ProductProfile(product)).ToFrozenDictionary(product => product.Id);
        Products = [.. _byId.Values.OrderBy(product => product.Id, StringComparer.Ordinal)];
        var documents = Products.SelectMany(product => product.Words).CountBy(word => word).ToDictionary();
        foreach (var product in Products)
            product.Weigh(word => Math.Log((double)Products.Count / documents[word]));
    }

    private CatalogIndex(FrozenDictionary<string, ProductProfile> byId, IReadOnlyList<ProductProfile> products)
    {
        _byId = byId;
        Products = products;
    }

    /// <summary>Ordered by id.</summary>
    public IReadOnlyList<ProductProfile> Products { get; }

    /// <summary>The same catalog, with these products to choose from.</summary>
    public CatalogIndex Only(IReadOnlySet<string> ids) => new(_byId, [.. Products.Where(product => ids.Contains(product.Id))]);

    public ProductProfile? Find(string id) => _byId.GetValueOrDefault(id);
}
