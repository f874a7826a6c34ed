using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace OtelShop.EndToEnd.Tests.Storefront;

/// <summary>Shops in a browser by the hooks that upstream's tests use.</summary>
internal sealed partial class BrowserShopper(IPage page)
{
    /// <summary>Elements with this <c>data-cy</c> hook.</summary>
    public ILocator Find(string hook) => page.Locator($"[data-cy={hook}]");

    public async Task AddAsync(string productId, int quantity = 1)
    {
        await page.GotoAsync("/product/" + productId);
        await Find("product-quantity").SelectOptionAsync(quantity.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Find("product-add-to-cart").ClickAsync();
        // Playwright's own wait misses an address that changes while it begins to listen.
        await Assertions.Expect(page).ToHaveURLAsync(CartAddress());
    }

    public async Task PlaceOrderAsync()
    {
        await Find("checkout-place-order").ClickAsync();
        await Find("order-confirmation").Or(Find("checkout-error")).WaitForAsync();
    }

    public async Task BuyAsync(string productId)
    {
        await AddAsync(productId);
        await PlaceOrderAsync();
        await Find("order-confirmation").WaitForAsync();
    }

    [GeneratedRegex("/cart$")]
    private static partial Regex CartAddress();
}
