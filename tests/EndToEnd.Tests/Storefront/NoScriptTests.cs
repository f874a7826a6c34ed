using Microsoft.Playwright;

namespace OtelShop.EndToEnd.Tests.Storefront;

/// <summary>The page flow in a real browser that has JavaScript switched off.</summary>
[Collection(ShopCollection.Name)]
public sealed class NoScriptTests(RunningShop shop, Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_telescope_can_be_bought_without_javascript()
    {
        var page = await OpenAsync("/product/OLJCESPC7Z");
        await page.Locator("[data-cy=product-quantity]").SelectOptionAsync("2");
        await page.Locator("[data-cy=product-add-to-cart]").ClickAsync();

        await page.Locator("[data-cy=checkout-place-order]").ClickAsync();

        Assert.Matches("/cart/checkout/[0-9a-f-]{36}$", page.Url);
        Assert.Contains("Explorascope", await page.Locator("main").InnerTextAsync());
    }

    [Fact]
    public async Task A_declined_card_is_explained_and_the_form_keeps_what_was_typed()
    {
        var page = await OpenAsync("/product/LS4PSXUNUM");
        await page.Locator("[data-cy=product-add-to-cart]").ClickAsync();
        await page.Locator("input[name$='City' i]").FillAsync("Flagstaff");
        await page.Locator("input[name$='CreditCardNumber' i]").FillAsync("4432-8015-6152-0455");

        await page.Locator("[data-cy=checkout-place-order]").ClickAsync();

        Assert.Contains("card number", await page.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Flagstaff", await page.Locator("input[name$='City' i]").InputValueAsync());
    }

    [Fact]
    public async Task Prices_follow_the_chosen_currency()
    {
        var page = await OpenAsync("/");
        await page.Locator("select[name=currency_code]").SelectOptionAsync("EUR");
        await page.Locator("form:has(select[name=currency_code]) button").ClickAsync();

        Assert.Contains("€", await page.Locator("[data-cy=product-price]").First.InnerTextAsync());
    }

    [Fact]
    public async Task A_cart_can_be_changed_and_emptied()
    {
        var page = await OpenAsync("/product/HQTGWGPNH4");
        var shopper = new BrowserShopper(page);
        await shopper.AddAsync("HQTGWGPNH4");
        await shopper.AddAsync("OLJCESPC7Z");
        var book = page.Locator("[data-cy=cart-dropdown-item]", new() { HasText = "The Comet Book" });
        await book.Locator("select").SelectOptionAsync("3");
        await book.GetByRole(AriaRole.Button, new() { Name = "Update" }).ClickAsync();
        await Assertions.Expect(book.Locator(".price")).ToHaveTextAsync("$2.97");
        await book.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(shopper.Find("cart-dropdown-item")).ToHaveCountAsync(1);
        await shopper.Find("cart-empty").ClickAsync();

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Your cart is empty.");
    }

    [Fact]
    public async Task An_order_is_in_the_history()
    {
        var page = await OpenAsync("/");
        var shopper = new BrowserShopper(page);
        await shopper.BuyAsync("LS4PSXUNUM");
        var order = await shopper.Find("order-id").InnerTextAsync();
        await page.GotoAsync("/orders");

        await Assertions.Expect(shopper.Find("order-list-item")).ToContainTextAsync(order);
        await Assertions.Expect(shopper.Find("order-list-item")).ToContainTextAsync("1 × Red Flashlight");
    }

    [Fact]
    public async Task The_chosen_theme_is_on_every_page()
    {
        var page = await OpenAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await page.GotoAsync("/search");

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    private async Task<IPage> OpenAsync(string path)
    {
        var reader = await chromium.OpenAsync(shop.Storefront.BaseAddress!, hasScript: false);
        await reader.Page.GotoAsync(path);
        return reader.Page;
    }
}
