using System.Collections.Frozen;
using Oteldemo;

namespace OtelShop.ProductCatalogs;

/// <summary>All products at one moment. The messages in it are shared between calls and never changed.</summary>
internal sealed class Catalog
{
    private readonly FrozenDictionary<string, Product> _byId;

    public Catalog(IEnumerable<Product> products)
    {
        Products = [.. products.OrderBy(product => product.Id, StringComparer.Ordinal)];
        _byId = Products.ToFrozenDictionary(product => product.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<Product> Products { get; }

    public Product? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Products whose name or description contains the text, whatever its case; every product for an empty text.</summary>
    public IEnumerable<Product> Search(string text) => Products.Where(product =>
        product.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || product.Description.Contains(text, StringComparison.OrdinalIgnoreCase));
}
