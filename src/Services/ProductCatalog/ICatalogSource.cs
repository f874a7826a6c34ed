using Oteldemo;

namespace OtelShop.ProductCatalogs;

internal interface ICatalogSource
{
    /// <exception cref="System.Data.Common.DbException">The database cannot be read.</exception>
    Task<IReadOnlyList<Product>> ReadAllAsync(CancellationToken cancellationToken);
}
