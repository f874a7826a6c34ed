using System.Net;
using Grpc.Core;
using OtelShop.Frontend.Tests.Backends;
using Oteldemo;

namespace OtelShop.Frontend.Tests;

/// <summary>The pages, seen by a browser without JavaScript.</summary>
public sealed class PageTests(ShopFixture fixture) : IClassFixture<ShopFixture>, IDisposable
{
    private readonly Browser _browser = fixture.Browser();

    [Fact]
    public async Task The_first_page_lists_every_product_with_its_price()
    {
        await _browser.OpenAsync("/");

        Assert.Equal(7, _browser.Count("product-card"));
        Assert.Contains("Refractor &lt;60 mm&gt;", _browser.Html, StringComparison.Ordinal);
        Assert.Equal("$101.96", _browser.Text("product-price"));
    }

    [Fact]
    public async Task The_chosen_currency_stays_and_leads_back_to_the_page()
    {
        await _browser.OpenAsync("/product/OLJCESPC7Z");
        await _browser.SubmitAsync("/currency", ("currency_code", "JPY"), ("return_to", "/product/OLJCESPC7Z"));

        Assert.Equal("/product/OLJCESPC7Z", _browser.Path);
        Assert.Equal("¥10,196", _browser.Text("product-price"));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    public async Task Choosing_a_currency_never_leads_to_another_host(string target)
    {
        await _browser.OpenAsync("/");
        await _browser.SubmitAsync("/currency", ("currency_code", "EUR"), ("return_to", target));

        Assert.Equal((HttpStatusCode.OK, "/"), (_browser.Status, _browser.Path));
    }

    [Theory]
    [InlineData("/currency", "/product/Fernrohr-für-Mäuse")]
    [InlineData("/currency", "/search?q=\u2028")]
    [InlineData("/theme", "/category/望遠鏡")]
    public async Task A_form_returns_to_a_path_of_any_characters(string form, string target)
    {
        await _browser.OpenAsync("/");
        using var answer = await _browser.PostAsync(form, ("currency_code", "EUR"), ("theme", "dark"), ("return_to", target));

        Assert.Equal(target, Uri.UnescapeDataString(answer.RequestMessage!.RequestUri!.PathAndQuery));
    }

    [Fact]
    public async Task A_currency_that_the_shop_does_not_know_is_refused()
    {
        await _browser.OpenAsync("/");
        await _browser.SubmitAsync("/currency", ("currency_code", "XXX"), ("return_to", "/"));

        Assert.Equal(HttpStatusCode.BadRequest, _browser.Status);
    }

    [Fact]
    public async Task A_product_page_shows_the_product_recommendations_and_an_ad()
    {
        await _browser.OpenAsync("/product/HQTGWGPNH4");

        Assert.Equal(("The Comet Book", "$0.99"), (_browser.Text("product-name"), _browser.Text("product-price")));
        Assert.Equal((3, 1), (_browser.Count("product-card"), _browser.Count("ad")));
        Assert.Equal(["books"], fixture.Shop.Last<AdRequest>().ContextKeys);
    }

    [Fact]
    public async Task What_is_in_the_cart_is_not_recommended()
    {
        await _browser.OpenAsync("/product/HQTGWGPNH4");
        await _browser.SubmitAsync("/cart/items", ("productId", ShopState.Telescope), ("quantity", "1"));
        await _browser.OpenAsync("/product/HQTGWGPNH4");

        Assert.Equal([ShopState.Book, ShopState.Telescope], fixture.Shop.Last<ListRecommendationsRequest>().ProductIds);
    }

    [Theory]
    [InlineData("/category/telescopes", 3)]
    [InlineData("/search", 7)]
    [InlineData("/search?q=ECLIPS", 1)]
    [InlineData("/search?q=nothing%20like%20it", 0)]
    public async Task Categories_and_searches_show_their_products(string path, int products)
    {
        await _browser.OpenAsync(path);

        Assert.Equal((HttpStatusCode.OK, products), (_browser.Status, _browser.Count("product-card")));
    }

    [Fact]
    public async Task What_was_searched_for_is_shown_as_text()
    {
        await _browser.OpenAsync("/search?q=" + Uri.EscapeDataString("<script>alert(1)</script>"));

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", _browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", _browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_is_too_long_is_refused()
    {
        await _browser.OpenAsync("/search?q=" + new string('x', 201));

        Assert.Equal((HttpStatusCode.BadRequest, "Search for at most 200 characters."), (_browser.Status, _browser.Text("search-count")));
    }

    [Theory]
    [InlineData("dark", "<html lang=\"en\" data-theme=\"dark\">")]
    [InlineData("system", "<html lang=\"en\">")]
    public async Task The_chosen_theme_stays(string theme, string html)
    {
        await _browser.OpenAsync("/search");
        await _browser.SubmitAsync("/theme", ("theme", theme), ("return_to", "/search"));

        Assert.Equal("/search", _browser.Path);
        Assert.Contains(html, _browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_page_has_the_trace_of_its_request()
    {
        await _browser.OpenAsync("/nothing/here");

        Assert.Matches("^[0-9a-f]{32}$", _browser.Text("trace-id"));
    }

    [Theory]
    [InlineData("/product/NONE")]
    [InlineData("/category/none")]
    [InlineData("/nothing/here")]
    [InlineData("/cart/checkout/3f2504e0-4f89-41d3-9a0c-0305e82c3301")]
    public async Task What_does_not_exist_is_a_404_page(string path)
    {
        await _browser.OpenAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, _browser.Status);
        Assert.Contains("<h1>Not found</h1>", _browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shop_without_its_catalogue_says_so_with_503()
    {
        fixture.Shop.Refusals[typeof(ListProductsResponse)] = Refusal.Plain(StatusCode.Unavailable);

        await _browser.OpenAsync("/");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, _browser.Status);
        Assert.Contains("<h1>Temporarily unavailable</h1>", _browser.Html, StringComparison.Ordinal);
        Assert.Contains("The catalog is not available right now", _browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("secret of the backend", _browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_page_has_the_currency_and_the_cart_of_the_visitor()
    {
        await _browser.OpenAsync("/product/HQTGWGPNH4");
        await _browser.SubmitAsync("/cart/items", ("productId", ShopState.Book), ("quantity", "1"));
        fixture.Shop.Refusals[typeof(ListProductsResponse)] = Refusal.Plain(StatusCode.Unavailable);
        await _browser.OpenAsync("/");

        Assert.Equal("1", _browser.Text("cart-item-count"));
        Assert.Contains("""<option value="USD" selected>""", _browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_does_without_its_optional_parts()
    {
        foreach (var request in (Type[])[typeof(AdRequest), typeof(ListRecommendationsRequest), typeof(GetCartRequest), typeof(GetSupportedCurrenciesResponse)])
        {
            fixture.Shop.Refusals[request] = Refusal.Plain(StatusCode.Unavailable);
        }

        await _browser.OpenAsync("/product/HQTGWGPNH4");

        Assert.Equal((HttpStatusCode.OK, "The Comet Book"), (_browser.Status, _browser.Text("product-name")));
    }

    [Fact]
    public async Task A_visitor_gets_an_id_that_scripts_and_other_sites_cannot_read()
    {
        using var response = await fixture.Client().GetAsync("/");

        var cookie = response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("otelshop-session=", StringComparison.Ordinal));
        Assert.Contains("; samesite=lax; httponly", cookie, StringComparison.Ordinal);
        Assert.Matches("otelshop-session=[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\\.USD;", cookie);
    }

    [Theory]
    [InlineData("/cart/items")]
    [InlineData("/currency")]
    [InlineData("/cart/checkout")]
    [InlineData("/")]
    [InlineData("/nothing")]
    public async Task A_form_of_another_site_replaces_no_cookie(string address)
    {
        // Browsers send no cookie of the visitor with it.
        using var response = await fixture.Client().PostAsync(address, new FormUrlEncodedContent([new("productId", "HQTGWGPNH4"), new("quantity", "1")]));

        Assert.False(response.IsSuccessStatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_visitor_who_lost_the_session_keeps_what_a_valid_form_does()
    {
        await _browser.OpenAsync("/product/HQTGWGPNH4");
        _browser.Forget("otelshop-session");
        await _browser.SubmitAsync("/cart/items", ("productId", "HQTGWGPNH4"), ("quantity", "1"));

        Assert.Equal("1", _browser.Text("cart-item-count"));
    }

    [Fact]
    public async Task What_a_shared_cache_may_keep_has_no_cookie()
    {
        await _browser.OpenAsync("/");
        foreach (var asset in System.Text.RegularExpressions.Regex.Matches(_browser.Html, "(?:href|src)=.([\\w./]+[.](?:css|js|svg))").Select(match => match.Groups[1].Value))
        {
            using var response = await fixture.Client().GetAsync("/" + asset.TrimStart('/'));
            Assert.True(response.IsSuccessStatusCode, asset);
            Assert.False(response.Headers.Contains("Set-Cookie"), asset);
        }
    }

    [Fact]
    public async Task Over_TLS_every_cookie_is_secure()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-Forwarded-Proto", "https" } } };
        using var response = await fixture.Client().SendAsync(request);

        Assert.All(response.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("3f2504e0-4f89-41d3-9a0c-0305e82c3301.usd")]
    [InlineData("../../etc.USD")]
    public async Task An_invalid_session_is_replaced(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", "otelshop-session=" + cookie } } };
        using var response = await fixture.Client().SendAsync(request);

        Assert.Contains(response.Headers.GetValues("Set-Cookie"), value => value.StartsWith("otelshop-session=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_routes_below_api_set_no_cookie()
    {
        using var response = await fixture.Client().GetAsync("/api/currency");

        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("productId", ShopState.Book), KeyValuePair.Create("quantity", "1")]);
        using var response = await fixture.Client().PostAsync("/cart/items", form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(fixture.Shop.Requests.OfType<AddItemRequest>());
    }

    public void Dispose() => _browser.Dispose();
}
