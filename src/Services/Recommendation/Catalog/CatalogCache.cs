using Grpc.Core;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Rpc;
using Oteldemo;
using ZiggyCreatures.Caching.Fusion;

namespace OtelShop.Recommendations.Catalog;

/// <summary>
/// The catalog in memory. Callers wait for the first fetch only; once expired, the old catalog is served while one call fetches the next, and for
/// as long as the catalog's service is away.
/// </summary>
internal sealed class CatalogCache(
    ProductCatalogService.ProductCatalogServiceClient client,
    IFusionCache cache,
    IOptions<RecommendationOptions> options,
    TimeProvider clock,
    ILogger<CatalogCache> logger)
{
    public const string Key = "catalog";

    private readonly FusionCacheEntryOptions _waiting = new(options.Value.CatalogAge)
    {
        IsFailSafeEnabled = true,
        FailSafeMaxDuration = TimeSpan.FromDays(365),
        FailSafeThrottleDuration = options.Value.CatalogAge,
        AllowStaleOnReadOnly = true,
    };

    private readonly FusionCacheEntryOptions _servingOld = new(options.Value.CatalogAge)
    {
        IsFailSafeEnabled = true,
        FailSafeMaxDuration = TimeSpan.FromDays(365),
        FailSafeThrottleDuration = options.Value.CatalogAge,
        FactorySoftTimeout = TimeSpan.FromMilliseconds(1),
    };

    /// <returns>The catalog, and whether it was in memory.</returns>
    /// <exception cref="UnavailableException">It was never fetched, and the catalog's service is away.</exception>
    public async ValueTask<(CatalogIndex Catalog, bool Cached)> GetAsync(CancellationToken cancellationToken)
    {
        var old = await cache.TryGetAsync<CatalogIndex>(Key, _waiting, token: cancellationToken);
        return (await GetOrFetchAsync(_servingOld, cancellationToken), old.HasValue);
    }

    /// <summary>Fetches the catalog, however young the one in memory is; that one is the answer when the catalog's service is away.</summary>
    /// <inheritdoc cref="GetAsync" path="/exception" />
    public async Task<CatalogIndex> RefreshAsync(CancellationToken cancellationToken)
    {
        await cache.ExpireAsync(Key, _waiting, token: cancellationToken);
        return await GetOrFetchAsync(_waiting, cancellationToken);
    }

    // The fetch is shared: a caller that cancels leaves it to the others.
    private Task<CatalogIndex> GetOrFetchAsync(FusionCacheEntryOptions entry, CancellationToken cancellationToken) =>
        cache.GetOrSetAsync<CatalogIndex>(Key, (_, _) => FetchAsync(), entry, token: CancellationToken.None).AsTask().WaitAsync(cancellationToken);

    private async Task<CatalogIndex> FetchAsync()
    {
        try
        {
            var deadline = clock.GetUtcNow().UtcDateTime + options.Value.CatalogTimeout;
            var response = await client.ListProductsAsync(new Empty(), new CallOptions(deadline: deadline));
            return new CatalogIndex(response.Products);
        }
        catch (RpcException error)
        {
            logger.CatalogAway(error, error.StatusCode.ToConventionName());
            throw new UnavailableException("The product catalog cannot be reached at the moment.", error);
        }
    }
}
