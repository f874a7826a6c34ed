using Microsoft.Playwright;

namespace OtelShop.EndToEnd.Tests.Storefront;

/// <summary>The shop without a mouse.</summary>
[Collection(ShopCollection.Name)]
public sealed class KeyboardTests(RunningShop shop, Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_product_can_be_found_and_bought_by_keyboard()
    {
        await using var reader = await chromium.OpenAsync(shop.Storefront.BaseAddress!);
        var page = await reader.GoAsync("/");
        var shopper = new BrowserShopper(page);
        await TabToAsync(page, "#search");
        await page.Keyboard.TypeAsync("comet");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(shopper.Find("search-count")).ToHaveTextAsync("1 product");
        await TabToAsync(page, "[data-cy=product-card] a");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(shopper.Find("product-name")).ToHaveTextAsync("The Comet Book");
        await TabToAsync(page, "[data-cy=product-add-to-cart]");
        await page.Keyboard.PressAsync("Enter");
        await reader.SeesAddressAsync("/cart$");
        await TabToAsync(page, "[data-cy=checkout-place-order]");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(shopper.Find("order-confirmation")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_first_key_offers_to_skip_to_the_content()
    {
        await using var reader = await chromium.OpenAsync(shop.Storefront.BaseAddress!);
        var page = reader.Page;
        await page.GotoAsync("/product/2ZYFJ3GM2N");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "main a");

        Assert.EndsWith("/product/2ZYFJ3GM2N#main", page.Url, StringComparison.Ordinal);
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
        }

        Assert.Fail($"The key Tab does not reach {selector}.");
    }
}
