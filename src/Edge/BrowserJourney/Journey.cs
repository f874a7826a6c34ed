using Microsoft.Playwright;

namespace OtelShop.BrowserJourneys;

/// <summary>What one visitor does in a browser. A step that does not succeed throws a <see cref="PlaywrightException"/> or a <see cref="TimeoutException"/>.</summary>
/// <param name="Name">Name of its span.</param>
/// <param name="Steps">Performs the steps on an empty page.</param>
internal sealed record Journey(string Name, Func<IPage, Task> Steps)
{
    /// <summary>Buys a product; the other two are upstream's.</summary>
    public static IReadOnlyList<Journey> All { get; } =
        [new("browser_buy", BuyAsync), new("browser_change_currency", ChangeCurrencyAsync), new("browser_add_to_cart", AddToCartAsync)];

    private static readonly (string Field, string Value)[] Form =
    [
        ("email", "browser.journey@example.com"),
        ("address.streetAddress", "12 Observatory Road"),
        ("address.city", "Flagstaff"),
        ("address.state", "AZ"),
        ("address.country", "United States"),
        ("address.zipCode", "86001"),
        ("creditCard.creditCardNumber", "4242-4242-4242-4242"),
        ("creditCard.creditCardCvv", "672"),
    ];

    private static async Task BuyAsync(IPage page)
    {
        await OpenAsync(page, "/search?q=telescope");
        await AddFirstProductAsync(page, page.Locator(Hook("product-card")).First);
        await CheckOutAsync(page);
        // The button that was clicked stays until the confirmation has come.
        await page.Locator(Hook("checkout-place-order")).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator(Hook("order-id")).Filter(new() { HasTextRegex = new("[0-9a-f-]{36}") }).WaitForAsync();
    }

    private static async Task ChangeCurrencyAsync(IPage page)
    {
        await OpenAsync(page, "/cart");
        var currency = page.Locator(Hook("currency-switcher"));
        await page.RunAndWaitForResponseAsync(() => currency.SelectOptionAsync("CHF"), response => response.Request.Method == "POST");
        await OpenAsync(page, "/cart");
        if (await currency.InputValueAsync() is not "CHF" and var other)
            throw new PlaywrightException($"The shop still shows {other} after CHF was selected.");
    }

    private static async Task AddToCartAsync(IPage page)
    {
        await OpenAsync(page, "/");
        await AddFirstProductAsync(page, page.Locator(Hook("product-card")).Filter(new() { HasText = "Roof Binoculars" }).First);
        await OpenAsync(page, "/cart");
        await page.Locator(Hook("cart-dropdown-item")).Filter(new() { HasText = "Roof Binoculars" }).First.WaitForAsync();
    }

    private static async Task AddFirstProductAsync(IPage page, ILocator card)
    {
        await card.GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Locator(Hook("product-add-to-cart")).ClickAsync();
        await page.Locator(Hook("cart-total")).WaitForAsync();
    }

    private static async Task CheckOutAsync(IPage page)
    {
        foreach (var (field, value) in Form)
            await page.Locator($"[name='{field}']").FillAsync(value);
        await page.Locator("[name='creditCard.creditCardExpirationMonth']").SelectOptionAsync("1");
        // The last of the years that are offered.
        var years = page.Locator("[name='creditCard.creditCardExpirationYear']");
        await years.SelectOptionAsync(new SelectOptionValue { Index = await years.Locator("option").CountAsync() - 1 });
        await page.Locator(Hook("checkout-place-order")).ClickAsync();
    }

    private static async Task OpenAsync(IPage page, string path)
    {
        var response = await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        if (response is not { Ok: true })
            throw new PlaywrightException($"{path} was answered with status {response?.Status}.");
    }

    private static string Hook(string name) => $"[data-cy='{name}']";
}
