using System.Diagnostics;
using System.Net;
using OtelShop.Frontend.Tests.Backends;
using OtelShop.Testing.Services;

namespace OtelShop.Frontend.Tests;

/// <summary>Pages while the backends of their optional parts take calls and never answer.</summary>
public sealed class FrozenBackendTests : IAsyncLifetime
{
    // Each part waits 300 ms, and they wait at the same time; backends have a minute.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private readonly ShopFixture _fixture = new() { OptionalTimeout = TimeSpan.FromMilliseconds(300) };

    public async ValueTask InitializeAsync() => await _fixture.InitializeAsync();

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    [Theory]
    [InlineData("/", 7)]
    [InlineData("/product/HQTGWGPNH4", 0)]
    [InlineData("/cart", 0)]
    public async Task A_page_comes_without_its_optional_parts(string path, int cards)
    {
        using var browser = await FreezeAsync("GetAds", "ListRecommendations", "GetSupportedCurrencies", "Convert", "GetQuote");
        var started = Stopwatch.GetTimestamp();
        await browser.OpenAsync(path);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Soon);
        Assert.Equal((HttpStatusCode.OK, cards, 0), (browser.Status, browser.Count("product-card"), browser.Count("ad")));
    }

    [Fact]
    public async Task Prices_that_cannot_be_converted_are_those_of_the_catalog_and_say_so()
    {
        using var browser = await FreezeAsync("Convert");
        await browser.OpenAsync("/cart");

        Assert.Equal("Prices are shown in USD: they are not available in EUR right now.", browser.Text("price-notice"));
        Assert.Equal("$9.98", browser.Text("cart-total"));
    }

    [Fact]
    public async Task A_page_comes_without_the_number_of_cart_lines()
    {
        using var browser = await FreezeAsync("GetCart");
        await browser.OpenAsync("/");

        Assert.Equal((7, 0), (browser.Count("product-card"), browser.Count("cart-item-count")));
    }

    [Fact]
    public async Task The_request_is_marked_with_the_parts_it_lacks()
    {
        using var browser = await FreezeAsync("GetAds");
        using var spans = new SpanRecorder();
        await browser.OpenAsync("/");

        var mark = Assert.Single((await spans.RequestAsync("/")).Events, happened => happened.Name == "demo.page.part_omitted");
        Assert.Equal("ads", mark.Tags.Single(tag => tag.Key == "demo.page.part").Value);
        Assert.Contains("The page is shown without ads", string.Concat(_fixture.Log.GetSnapshot().Select(record => record.Message)), StringComparison.Ordinal);
    }

    /// <summary>A visitor with a product in the cart who sees prices in euros.</summary>
    private async Task<Browser> FreezeAsync(params string[] methods)
    {
        var browser = _fixture.Browser();
        await browser.OpenAsync("/product/HQTGWGPNH4");
        await browser.SubmitAsync("/cart/items", ("productId", ShopState.Book), ("quantity", "1"));
        await browser.SubmitAsync("/currency", ("currency_code", "EUR"), ("return_to", "/"));
        foreach (var method in methods) { _fixture.Shop.Frozen.Add(method); }
        return browser;
    }
}
