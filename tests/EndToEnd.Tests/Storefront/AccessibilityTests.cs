namespace OtelShop.EndToEnd.Tests.Storefront;

/// <summary>Every page of the shop and of its flags on a desktop and a phone, light and dark, by axe's rules and by what the browser reports.</summary>
[Collection(ShopCollection.Name)]
public sealed class AccessibilityTests(RunningShop shop, Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("/", "home")]
    [InlineData("/search", "all-products")]
    [InlineData("/search?q=solar", "search")]
    [InlineData("/search?q=nothing", "search-empty")]
    [InlineData("/category/telescopes", "category")]
    [InlineData("/product/2ZYFJ3GM2N", "product")]
    [InlineData("/cart", "cart-empty")]
    [InlineData("/orders", "orders-empty")]
    [InlineData("/feature", "flags")]
    [InlineData("/feature/flags/adFailure", "flag")]
    [InlineData("/feature/scheduler", "flag-scheduler")]
    [InlineData("/feature/history", "flag-history")]
    [InlineData("/feature/advanced", "flag-document")]
    public async Task A_page_is_accessible_and_fits_every_window(string path, string picture)
    {
        await using var reader = await chromium.OpenAsync(shop.Storefront.BaseAddress!);

        await FlawlessAsync(reader, path, picture);
    }

    [Fact]
    public async Task A_missing_page_is_accessible()
    {
        await using var reader = await chromium.OpenAsync(shop.Storefront.BaseAddress!);
        await reader.Page.GotoAsync("/nothing/here");

        Assert.Empty(await reader.ViolationsAsync());
    }

    [Fact]
    public async Task The_pages_of_a_purchase_are_accessible()
    {
        await using var reader = await chromium.OpenAsync(shop.Storefront.BaseAddress!);
        var shopper = new BrowserShopper(reader.Page);
        await shopper.AddAsync("OLJCESPC7Z", quantity: 2);
        await FlawlessAsync(reader, "/cart", "cart");

        await shopper.BuyAsync("2ZYFJ3GM2N");
        await FlawlessAsync(reader, new Uri(reader.Page.Url).AbsolutePath, "order");
        await FlawlessAsync(reader, "/orders", "orders");
    }

    [Fact]
    public async Task A_rejected_form_is_accessible()
    {
        await using var reader = await chromium.OpenAsync(shop.Storefront.BaseAddress!);
        var shopper = new BrowserShopper(reader.Page);
        await shopper.AddAsync("OLJCESPC7Z");
        await reader.Page.FillAsync("[name=email]", "no address");
        await shopper.PlaceOrderAsync();

        Assert.Empty(await reader.ViolationsAsync());
    }

    private static async Task FlawlessAsync(Reader reader, string path, string picture)
    {
        foreach (var device in Device.All)
        {
            await reader.TakeAsync(device);
            await reader.GoAsync(path);
            await reader.PictureAsync("shop-" + picture);

            Assert.Equal([], (await reader.ViolationsAsync()).Select(violation => $"{path} on a {device.Name}: {violation}"));
            Assert.False(await reader.OverflowsAsync(), $"{path} is wider than a {device.Name}.");
        }

        Assert.Empty(reader.Complaints);
        Assert.Equal(new Uri(reader.Page.Url).Authority, Assert.Single(reader.Hosts));
    }
}
