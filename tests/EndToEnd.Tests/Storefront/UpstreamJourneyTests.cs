using System.Text.Json;
using Microsoft.Playwright;

namespace OtelShop.EndToEnd.Tests.Storefront;

/// <summary>The journeys of upstream's browser tests, by its hooks.</summary>
[Collection(ShopCollection.Name)]
public sealed class UpstreamJourneyTests(RunningShop shop, Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private Reader _reader = null!;
    private BrowserShopper _shopper = null!;

    private IPage Page => _reader.Page;

    public async ValueTask InitializeAsync()
    {
        _reader = await chromium.OpenAsync(shop.Storefront.BaseAddress!);
        _shopper = new BrowserShopper(_reader.Page);
        await _reader.GoAsync("/");
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    [Fact]
    public async Task The_home_page_has_ten_products_and_the_session()
    {
        var session = JsonDocument.Parse(await Page.EvaluateAsync<string>("localStorage.session")).RootElement;

        await Assertions.Expect(_shopper.Find("home-page").Locator("[data-cy=product-list] [data-cy=product-card]")).ToHaveCountAsync(10);
        await Assertions.Expect(_shopper.Find("session-id")).ToContainTextAsync(session.GetProperty("userId").GetString()!);
    }

    [Fact]
    public async Task The_currency_applies_as_soon_as_it_is_chosen()
    {
        await _shopper.Find("currency-switcher").SelectOptionAsync("EUR");

        await Assertions.Expect(_shopper.Find("product-card").First).ToContainTextAsync("€");
        await Assertions.Expect(_shopper.Find("product-card")).ToHaveCountAsync(10);
        await Assertions.Expect(_shopper.Find("currency-switcher")).ToHaveValueAsync("EUR");
    }

    [Fact]
    public async Task A_product_page_has_all_its_parts()
    {
        await _shopper.Find("product-card").First.ClickAsync();

        foreach (var hook in (string[])["product-detail", "product-picture", "product-name", "product-description", "product-add-to-cart"])
            await Assertions.Expect(_shopper.Find(hook)).ToBeVisibleAsync();
        await Assertions.Expect(_shopper.Find("recommendation-list").Locator("[data-cy=product-card]")).ToHaveCountAsync(4);
        await Assertions.Expect(_shopper.Find("ad").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_product_is_added_to_the_cart()
    {
        await _shopper.Find("product-card").First.ClickAsync();
        await _shopper.Find("product-add-to-cart").ClickAsync();

        await _reader.SeesAddressAsync("/cart$");
        await Assertions.Expect(_shopper.Find("cart-item-count")).ToContainTextAsync("1");
        await _shopper.Find("cart-icon").ClickAsync();
        await Assertions.Expect(_shopper.Find("cart-dropdown-item")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_order_has_two_items()
    {
        await _shopper.Find("product-card").First.ClickAsync();
        await _shopper.Find("product-add-to-cart").ClickAsync();
        await _reader.SeesAddressAsync("/cart$");
        await _reader.GoAsync("/");
        await _shopper.Find("product-card").Last.ClickAsync();
        await _shopper.Find("product-add-to-cart").ClickAsync();
        await Assertions.Expect(_shopper.Find("cart-item-count")).ToContainTextAsync("2");
        await _shopper.Find("cart-icon").ClickAsync();
        await _shopper.Find("cart-go-to-shopping").ClickAsync();
        await _reader.SeesAddressAsync("/cart$");
        await _shopper.Find("checkout-place-order").ClickAsync();

        await _reader.SeesAddressAsync("/checkout");
        await Assertions.Expect(_shopper.Find("checkout-item")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task The_pictures_of_the_load_generators_browser_are_requested()
    {
        var picture = Page.WaitForResponseAsync(response => new Uri(response.Url).AbsolutePath == "/images/products/RoofBinoculars.jpg");
        await Page.GotoAsync("/");

        Assert.True((await picture).Ok);
    }
}
