using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults;

namespace OtelShop.ProductCatalogs.Tests;

public sealed class CatalogCacheTests
{
    private readonly ScriptedCatalogSource _source = new();
    private readonly ManualTime _time = new();
    private readonly CatalogCache _cache;

    public CatalogCacheTests()
    {
        var options = Options.Create(new CatalogOptions { CacheDuration = TimeSpan.FromSeconds(30), RetryAfter = TimeSpan.FromSeconds(5) });
        _cache = new CatalogCache(_source, _time, options, NullLogger<CatalogCache>.Instance);
    }

    [Fact]
    public async Task The_database_is_read_once_while_the_catalog_is_fresh()
    {
        await NameAsync();
        _time.Advance(TimeSpan.FromSeconds(29));
        await NameAsync();

        Assert.Equal(1, _source.Reads);
    }

    [Fact]
    public async Task A_change_shows_once_the_catalog_expired()
    {
        await NameAsync();
        _source.ProductName = "Porro Binoculars";
        _time.Advance(TimeSpan.FromSeconds(30));
        await NameAsync();

        Assert.Equal("Porro Binoculars", await NameAsync());
    }

    [Fact]
    public async Task Nobody_waits_for_a_read_while_there_is_an_older_catalog()
    {
        await NameAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        _source.Gate = new TaskCompletionSource().Task;

        Assert.Equal("Roof Binoculars", await NameAsync());
        Assert.Equal("Roof Binoculars", await NameAsync());
        Assert.Equal(2, _source.Reads);
    }

    [Fact]
    public async Task Everyone_waits_for_the_first_read_which_is_one()
    {
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        var names = Enumerable.Range(0, 10).Select(_ => NameAsync()).ToList();

        gate.SetResult();

        Assert.Equal(Enumerable.Repeat("Roof Binoculars", 10), await Task.WhenAll(names));
        Assert.Equal(1, _source.Reads);
    }

    [Fact]
    public async Task A_caller_who_leaves_does_not_end_the_read_of_the_others()
    {
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        using var leaving = new CancellationTokenSource();
        var left = _cache.GetAsync(leaving.Token).AsTask();
        var staying = NameAsync();

        await leaving.CancelAsync();
        gate.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.Equal("Roof Binoculars", await staying);
    }

    [Fact]
    public async Task The_old_catalog_is_served_while_the_database_is_away()
    {
        await NameAsync();
        _source.Away = true;
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal("Roof Binoculars", await NameAsync());
        Assert.Equal("Roof Binoculars", await NameAsync());
    }

    [Fact]
    public async Task A_database_that_is_away_is_left_alone_for_a_moment()
    {
        await NameAsync();
        _source.Away = true;
        _time.Advance(TimeSpan.FromSeconds(30));
        await NameAsync();
        _time.Advance(TimeSpan.FromSeconds(4));
        await NameAsync();

        Assert.Equal(2, _source.Reads);
    }

    [Fact]
    public async Task A_database_that_is_back_is_read_after_the_pause()
    {
        await NameAsync();
        _source.Away = true;
        _time.Advance(TimeSpan.FromSeconds(30));
        await NameAsync();
        _source.Away = false;
        _time.Advance(TimeSpan.FromSeconds(5));
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

    private async Task<string> NameAsync() => (await _cache.GetAsync(CancellationToken.None)).Products.Single().Name;
}
