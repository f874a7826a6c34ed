using Grpc.Core;
using Microsoft.Extensions.Options;
using Oteldemo;
using OtelShop.ServiceDefaults;

namespace OtelShop.Recommendations.Catalog;

/// <summary>
/// The catalog in memory. Only the first caller waits for it; once it is old it is still served while one call fetches the next, and for as
/// long as the catalog's service is away.
/// </summary>
internal sealed class CatalogShelf(
    ProductCatalogService.ProductCatalogServiceClient client, IOptions<RecommendationOptions> options, TimeProvider clock, ILogger<CatalogShelf> logger)
{
    private readonly Lock _lock = new();
    private volatile Entry? _entry;
    private Task<CatalogIndex>? _fetching;

    /// <returns>The catalog, and whether it was at hand.</returns>
    /// <exception cref="UnavailableException">It was never fetched, and the catalog's service is away.</exception>
    public async ValueTask<(CatalogIndex Catalog, bool Cached)> GetAsync(CancellationToken cancellationToken)
    {
        var entry = _entry;
        if (entry is not null && clock.GetElapsedTime(entry.FetchedAt) < options.Value.CatalogAge)
            return (entry.Catalog, true);
        var fetching = FetchOnce();
        return entry is null ? (await fetching.WaitAsync(cancellationToken), false) : (entry.Catalog, true);
    }

    /// <summary>Fetches the catalog, however young the one at hand is; that one is the answer when the catalog's service is away.</summary>
    /// <inheritdoc cref="GetAsync" path="/exception" />
    public Task<CatalogIndex> RefreshAsync(CancellationToken cancellationToken) => FetchOnce().WaitAsync(cancellationToken);

    private Task<CatalogIndex> FetchOnce()
    {
        lock (_lock)
            return _fetching is { IsCompleted: false } ? _fetching : _fetching = FetchAsync(_entry?.Catalog);
    }

    private async Task<CatalogIndex> FetchAsync(CatalogIndex? old)
    {
        try
        {
            var deadline = clock.GetUtcNow().UtcDateTime + options.Value.CatalogTimeout;
            var response = await client.ListProductsAsync(new Empty(), new CallOptions(deadline: deadline));
            return Keep(new CatalogIndex(response.Products));
        }
        catch (RpcException error)
        {
            logger.CatalogAway(error, error.StatusCode);
            return old is null ? throw new UnavailableException("The product catalog cannot be reached at the moment.", error) : Keep(old);
        }
    }

    private CatalogIndex Keep(CatalogIndex catalog)
    {
        _entry = new Entry(catalog, clock.GetTimestamp());
        return catalog;
    }

    private sealed record Entry(CatalogIndex Catalog, long FetchedAt);
}
