using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OtelShop.Recommendations;
using OtelShop.Recommendations.Catalog;
using OtelShop.ServiceDefaults;

namespace OtelShop.Recommendation.Tests;

public sealed class CatalogShelfTests
{
    private readonly CatalogStub _shop = new CatalogStub().With("p1", "a");
    private readonly TestClock _clock = new();
    private readonly CatalogShelf _shelf;

    public CatalogShelfTests() =>
        _shelf = new CatalogShelf(_shop, Options.Create(new RecommendationOptions()), _clock, NullLogger<CatalogShelf>.Instance);

    [Fact]
    public async Task The_catalog_is_fetched_once_while_it_is_young()
    {
        var first = await _shelf.GetAsync(CancellationToken.None);
        var second = await _shelf.GetAsync(CancellationToken.None);

        Assert.Equal((false, true, 1), (first.Cached, second.Cached, _shop.Calls));
    }

    [Fact]
    public async Task An_old_catalog_is_served_once_more_while_the_next_is_fetched()
    {
        await _shelf.GetAsync(CancellationToken.None);
        _shop.With("p2", "a");
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Single((await _shelf.GetAsync(CancellationToken.None)).Catalog.Products);
        Assert.Equal(2, (await _shelf.GetAsync(CancellationToken.None)).Catalog.Products.Count);
    }

    [Fact]
    public async Task A_catalog_service_that_is_away_leaves_the_old_catalog()
    {
        await _shelf.GetAsync(CancellationToken.None);
        _shop.Away = true;
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _shelf.GetAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Single((await _shelf.GetAsync(CancellationToken.None)).Catalog.Products);
    }

    [Fact]
    public async Task A_catalog_that_was_never_fetched_is_unavailable_until_the_service_is_back()
    {
        _shop.Away = true;
        await Assert.ThrowsAsync<UnavailableException>(async () => await _shelf.GetAsync(CancellationToken.None));
        _shop.Away = false;

        Assert.Single((await _shelf.GetAsync(CancellationToken.None)).Catalog.Products);
    }
}
