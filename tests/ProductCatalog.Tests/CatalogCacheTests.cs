using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults;
using OtelShop.Testing.Services;
using ZiggyCreatures.Caching.Fusion;

namespace OtelShop.ProductCatalogs.Tests;

public sealed class CatalogCacheTests : IDisposable
{
    private static readonly FusionCacheEntryOptions Expired = new() { IsFailSafeEnabled = true };

    private readonly ScriptedCatalogSource _source = new();
    private readonly FusionCache _memory = new(new FusionCacheOptions());
    private readonly CatalogCache _cache;

    public CatalogCacheTests()
    {
        var options = Options.Create(new CatalogOptions { CacheDuration = TimeSpan.FromHours(1), RetryAfter = TimeSpan.FromHours(1) });
        _cache = new CatalogCache(_source, _memory, TimeProvider.System, options, NullLogger<CatalogCache>.Instance);
    }

    public void Dispose() => _memory.Dispose();

    [Fact]
    public async Task The_database_is_read_once_while_the_catalog_is_fresh()
    {
        await NameAsync();
        await NameAsync();

        Assert.Equal(1, _source.Reads);
    }

    [Fact]
    public async Task A_change_shows_once_the_catalog_expired()
    {
        await NameAsync();
        _source.ProductName = "Porro Binoculars";
        await ExpireAsync();

        await Eventually.HoldsAsync(async () => await NameAsync() == "Porro Binoculars");
    }

    [Fact]
    public async Task Callers_do_not_wait_for_a_read_while_there_is_an_older_catalog()
    {
        await NameAsync();
        await ExpireAsync();
        _source.Gate = new TaskCompletionSource().Task;

        Assert.Equal("Roof Binoculars", await NameAsync());
        Assert.Equal("Roof Binoculars", await NameAsync());
        Assert.Equal(2, _source.Reads);
    }

    [Fact]
    public async Task Callers_share_the_first_read()
    {
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        var names = Enumerable.Range(0, 10).Select(_ => NameAsync()).ToList();

        gate.SetResult();

        Assert.Equal(Enumerable.Repeat("Roof Binoculars", 10), await Task.WhenAll(names));
        Assert.Equal(1, _source.Reads);
    }

    [Fact]
    public async Task A_caller_that_cancels_leaves_the_read_to_the_others()
    {
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        using var cancellation = new CancellationTokenSource();
        var cancelled = _cache.GetAsync(cancellation.Token).AsTask();
        var waiting = NameAsync();

        await cancellation.CancelAsync();
        gate.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal("Roof Binoculars", await waiting);
    }

    [Fact]
    public async Task The_old_catalog_is_served_while_the_database_is_away()
    {
        await NameAsync();
        _source.Away = true;
        await ExpireAsync();

        Assert.Equal("Roof Binoculars", await NameAsync());
        Assert.Equal("Roof Binoculars", await NameAsync());
    }

    [Fact]
    public async Task A_database_that_is_away_is_left_alone_for_a_moment()
    {
        await NameAsync();
        _source.Away = true;
        await ExpireAsync();
        await NameAsync();
        await NameAsync();

        Assert.Equal(2, _source.Reads);
    }

    [Fact]
    public async Task A_database_that_is_back_is_read_after_the_pause()
    {
        await NameAsync();
        _source.Away = true;
        await ExpireAsync();
        await NameAsync();
        _source.Away = false;
        await ExpireAsync();
        await NameAsync();

        Assert.Equal(3, _source.Reads);
    }

    [Fact]
    public async Task Without_any_catalog_the_shop_has_nothing_to_show_until_the_database_is_back()
    {
        _source.Away = true;
        await Assert.ThrowsAsync<UnavailableException>(NameAsync);
        _source.Away = false;

        Assert.Equal("Roof Binoculars", await NameAsync());
    }

    private ValueTask ExpireAsync() => _memory.ExpireAsync(CatalogCache.Key, Expired);

    private async Task<string> NameAsync() => (await _cache.GetAsync(CancellationToken.None)).Products.Single().Name;
}
