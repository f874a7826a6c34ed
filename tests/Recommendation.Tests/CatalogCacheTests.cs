using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OtelShop.Recommendations;
using OtelShop.Recommendations.Catalog;
using OtelShop.ServiceDefaults;
using OtelShop.Testing.Services;
using ZiggyCreatures.Caching.Fusion;

namespace OtelShop.Recommendation.Tests;

public sealed class CatalogCacheTests : IDisposable
{
    private static readonly FusionCacheEntryOptions Expired = new() { IsFailSafeEnabled = true };

    private readonly CatalogStub _shop = new CatalogStub().With("p1", "a");
    private readonly FusionCache _memory = new(new FusionCacheOptions());
    private readonly CatalogCache _cache;

    public CatalogCacheTests() => _cache =
        new CatalogCache(_shop, _memory, Options.Create(new RecommendationOptions()), TimeProvider.System, NullLogger<CatalogCache>.Instance);

    public void Dispose() => _memory.Dispose();

    [Fact]
    public async Task The_catalog_is_fetched_once_while_it_is_young()
    {
        var first = await _cache.GetAsync(CancellationToken.None);
        var second = await _cache.GetAsync(CancellationToken.None);

        Assert.Equal((false, true, 1), (first.Cached, second.Cached, _shop.Calls));
    }

    [Fact]
    public async Task Callers_do_not_wait_while_the_next_catalog_is_fetched()
    {
        var fetch = new TaskCompletionSource();
        await _cache.GetAsync(CancellationToken.None);
        _shop.With("p2", "a").Gate = fetch.Task;
        await ExpireAsync();

        Assert.Single((await _cache.GetAsync(CancellationToken.None)).Catalog.Products);
        Assert.True((await _cache.GetAsync(CancellationToken.None)).Cached);
        fetch.SetResult();
        await Eventually.HoldsAsync(async () => (await _cache.GetAsync(CancellationToken.None)).Catalog.Products.Count == 2);
        Assert.Equal(2, _shop.Calls);
    }

    [Fact]
    public async Task A_catalog_service_that_is_away_leaves_the_old_catalog()
    {
        await _cache.GetAsync(CancellationToken.None);
        _shop.Away = true;
        await ExpireAsync();
        await _cache.GetAsync(CancellationToken.None);
        await ExpireAsync();

        Assert.Single((await _cache.GetAsync(CancellationToken.None)).Catalog.Products);
        Assert.Single((await _cache.RefreshAsync(CancellationToken.None)).Products);
    }

    [Fact]
    public async Task A_caller_that_cancels_leaves_the_fetch_to_the_others()
    {
        var fetch = new TaskCompletionSource();
        _shop.Gate = fetch.Task;
        using var cancellation = new CancellationTokenSource();
        var cancelled = _cache.GetAsync(cancellation.Token).AsTask();
        var waiting = _cache.GetAsync(CancellationToken.None).AsTask();

        await cancellation.CancelAsync();
        fetch.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Single((await waiting).Catalog.Products);
        Assert.Equal(1, _shop.Calls);
    }

    [Fact]
    public async Task A_catalog_that_was_never_fetched_is_unavailable_until_the_service_is_back()
    {
        _shop.Away = true;
        await Assert.ThrowsAsync<UnavailableException>(async () => await _cache.GetAsync(CancellationToken.None));
        _shop.Away = false;

        Assert.Single((await _cache.GetAsync(CancellationToken.None)).Catalog.Products);
    }

    private ValueTask ExpireAsync() => _memory.ExpireAsync(CatalogCache.Key, Expired);
}
