using System.Diagnostics;
using OpenFeature;

namespace OtelShop.Recommendations.Catalog;

/// <summary>The catalog that one request chooses from: the one in memory, or by way of <see cref="GrowingCache"/> while <c>recommendationCacheFailure</c> is on.</summary>
internal sealed class CatalogForRequest(CatalogCache catalogs, GrowingCache cache, IFeatureClient flags, ILogger<CatalogForRequest> logger)
{
    public const string Flag = "recommendationCacheFailure";

    /// <returns>The catalog, and how many products had to be looked through for it.</returns>
    public async Task<(CatalogIndex Catalog, int Products)> GetAsync(Activity? span, CancellationToken cancellationToken)
    {
        var isBroken = await flags.GetBooleanValueAsync(Flag, false, cancellationToken: cancellationToken);
        RecommendationTelemetry.Cached(span, isBroken);
        return isBroken ? await GetBrokenAsync(span, cancellationToken) : await GetSoundAsync(span, cancellationToken);
    }

    private async Task<(CatalogIndex, int)> GetSoundAsync(Activity? span, CancellationToken cancellationToken)
    {
        var (catalog, cached) = await catalogs.GetAsync(cancellationToken);
        RecommendationTelemetry.CacheHit(span, cached);
        return (catalog, catalog.Products.Count);
    }

    private async Task<(CatalogIndex, int)> GetBrokenAsync(Activity? span, CancellationToken cancellationToken)
    {
        var misses = cache.Misses();
        RecommendationTelemetry.CacheHit(span, !misses);
        var catalog = misses ? await catalogs.RefreshAsync(cancellationToken) : (await catalogs.GetAsync(cancellationToken)).Catalog;
        if (misses && cache.Add([.. catalog.Products.Select(product => product.Id)]))
            logger.CacheFull(cache.Bytes);
        var products = cache.Count;
        var cached = await cache.DistinctAsync(cancellationToken);
        return cached.Count > 0 ? (catalog.Only(cached), products) : (catalog, catalog.Products.Count);
    }
}
