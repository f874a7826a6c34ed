using System.Data.Common;
using Oteldemo;

namespace OtelShop.ProductCatalogs.Tests;

/// <summary>A database that holds one product, counts how often it is read, and can be away or slow.</summary>
internal sealed class ScriptedCatalogSource : ICatalogSource
{
    public string ProductName { get; set; } = "Roof Binoculars";

    public bool Away { get; set; }

    public int Reads { get; private set; }

    /// <summary>What a read waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task<IReadOnlyList<Product>> ReadAllAsync(CancellationToken cancellationToken)
    {
        Reads++;
        var found = new Product { Id = "2ZYFJ3GM2N", Name = ProductName };
        await Gate.WaitAsync(cancellationToken);
        return Away ? throw new DatabaseAwayException() : [found];
    }

    private sealed class DatabaseAwayException : DbException;
}
