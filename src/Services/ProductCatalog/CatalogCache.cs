using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults;
using ZiggyCreatures.Caching.Fusion;

namespace OtelShop.ProductCatalogs;

/// <summary>
/// The catalog in memory. Callers wait for the first read only; once expired, the old catalog is served while one read in the background
/// fetches the new one, and for as long as the database is away.
/// </summary>
internal sealed class CatalogCache(
    ICatalogSource source, IFusionCache cache, TimeProvider time, IOptions<CatalogOptions> options, ILogger<CatalogCache> logger)
{
    public const string Key = "catalog";

    private readonly FusionCacheEntryOptions _entry = new(options.Value.CacheDuration)
    {
        IsFailSafeEnabled = true,
        FailSafeMaxDuration = TimeSpan.FromDays(365),
        FailSafeThrottleDuration = options.Value.RetryAfter,
        FactorySoftTimeout = TimeSpan.FromMilliseconds(1),
    };

    /// <exception cref="UnavailableException">The catalog was never read, and the database is away.</exception>
    public async ValueTask<Catalog> GetAsync(CancellationToken cancellationToken)
    {
        // The read is shared: a caller that cancels leaves it to the others.
        var catalog = cache.GetOrSetAsync<Catalog>(Key, (old, _) => ReadAsync(old.HasStaleValue), _entry, token: CancellationToken.None);
        return catalog.IsCompletedSuccessfully ? catalog.Result : await catalog.AsTask().WaitAsync(cancellationToken);
    }

    private async Task<Catalog> ReadAsync(bool hasOld)
    {
        try
        {
            using var timeout = new CancellationTokenSource(options.Value.ReadTimeout, time);
            var catalog = new Catalog(await source.ReadAllAsync(timeout.Token));
            logger.CatalogRead(catalog.Products.Count);
            return catalog;
        }
        catch (Exception error) when (error is DbException or TimeoutException or RetryLimitExceededException or OperationCanceledException)
        {
            logger.CatalogUnreadable(error, servesOld: hasOld);
            throw new UnavailableException("The product catalog cannot be read at the moment.", error);
        }
    }
}
