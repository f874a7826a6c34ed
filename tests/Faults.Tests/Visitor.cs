using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace OtelShop.Faults.Tests;

/// <summary>One of many users of the storefront: browses and buys, by pages and by the JSON routes in turn.</summary>
internal sealed class Visitor(HttpClient shop, int number, ConcurrentBag<string> refusals)
{
    private static readonly string[] Products = ["OLJCESPC7Z", "66VCHSJNUP", "LS4PSXUNUM", "1YMWWN1N4O", "2ZYFJ3GM2N"];
    private static readonly string[] Currencies = ["USD", "EUR", "JPY"];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private int _round;

    public int Requests { get; private set; }

    public int Orders { get; private set; }

    private string Product => Products[(number + _round) % Products.Length];

    private string Currency => Currencies[(number + _round) % Currencies.Length];

    public async Task VisitAsync(TimeSpan duration)
    {
        using var pages = BrowsingContext.New(Configuration.Default.WithDefaultLoader().WithDefaultCookies());
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < duration; _round++)
        {
            try
            {
                await ((number + _round) % 2 == 0 ? BuyByPagesAsync(pages) : BuyByApiAsync());
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                refusals.Add($"{error.GetType().Name}: {error.Message}");
            }
        }
    }

    private async Task BuyByPagesAsync(IBrowsingContext pages)
    {
        await OpenAsync(pages, "/");
        var page = await OpenAsync(pages, $"/product/{Product}");
        page = await SubmitAsync(page, "/cart/items", ("quantity", "2"));
        page = await SubmitAsync(page, $"/cart/items/{Product}", ("quantity", "3"));
        page = await SubmitAsync(page, "/currency", ("currency_code", Currency));
        page = await SubmitAsync(page, "/cart/checkout");
        if (page.QuerySelector("[data-cy=checkout-place-order]") is null)
            Orders++;
    }

    private async Task BuyByApiAsync()
    {
        var user = $"visitor-{number}-{_round}";
        await GetAsync($"/api/products?currencyCode={Currency}");
        await GetAsync($"/api/products/{Product}?currencyCode={Currency}");
        await GetAsync($"/api/recommendations?productIds={Product}&sessionId={user}&currencyCode={Currency}");
        await GetAsync("/api/data?contextKeys=telescopes");
        await GetAsync("/api/currency");
        await PostAsync("/api/cart", new { item = new { productId = Product, quantity = 1 }, userId = user });
        await GetAsync($"/api/cart?sessionId={user}&currencyCode={Currency}");
        if (await PostAsync($"/api/checkout?currencyCode={Currency}", Order(user)))
            Orders++;
    }

    private object Order(string user) => new
    {
        userId = user,
        email = "visitor@example.com",
        address = new { streetAddress = $"{number} Observatory Road", city = "Flagstaff", state = "AZ", country = "United States", zipCode = "86001" },
        userCurrency = Currency,
        creditCard = new { creditCardNumber = "4432-8015-6152-0454", creditCardCvv = 672, creditCardExpirationYear = 2039, creditCardExpirationMonth = 1 },
    };

    private async Task<IDocument> OpenAsync(IBrowsingContext pages, string path) =>
        await SeenAsync($"GET {path}", await pages.OpenAsync(new Uri(shop.BaseAddress!, path).ToString()));

    private async Task<IDocument> SubmitAsync(IDocument page, string action, params (string Name, string Value)[] fields)
    {
        if (page.QuerySelector<IHtmlFormElement>($"form[action='{action}']") is { } form)
            return await SeenAsync($"POST {action}", await form.SubmitAsync(fields.ToDictionary(field => field.Name, field => field.Value)));
        refusals.Add($"{page.Url} has no form for {action}.");
        return page;
    }

    private async Task<IDocument> SeenAsync(string request, IDocument page)
    {
        await NoteAsync(request, (int)page.StatusCode);
        return page;
    }

    private async Task GetAsync(string path)
    {
        using var answer = await shop.GetAsync(path);
        await NoteAsync($"GET {path}", (int)answer.StatusCode);
    }

    private async Task<bool> PostAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body),
            Headers = { { "Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"{number}-{_round}") } },
        };
        using var answer = await shop.SendAsync(request);
        await NoteAsync($"POST {path}", (int)answer.StatusCode);
        return answer.IsSuccessStatusCode;
    }

    private async Task NoteAsync(string request, int status)
    {
        Requests++;
        if (status is < 200 or >= 400)
            refusals.Add(string.Create(CultureInfo.InvariantCulture, $"{status} for {request}"));
        await Eventually.PassAsync(Pause);
    }
}
