using System.Net;
using System.Net.Http.Json;
using Oteldemo;

namespace OtelShop.Frontend.Tests;

public sealed class OtherApiTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private readonly HttpClient _client = fixture.Client();

    [Fact]
    public async Task Currencies_are_a_list_of_codes() =>
        Assert.Equal("""["USD","EUR","JPY"]""", await _client.GetStringAsync("/api/currency"));

    [Fact]
    public async Task Ads_have_a_link_and_a_text() =>
        Assert.Equal("""[{"redirectUrl":"/product/2ZYFJ3GM2N","text":"Binoculars, now"}]""", await _client.GetStringAsync("/api/data"));

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("?contextKeys=", new[] { "" })]
    [InlineData("?contextKeys=a,b", new[] { "a", "b" })]
    [InlineData("?contextKeys=a&contextKeys=b,c", new[] { "a", "b", "c" })]
    public async Task Context_keys_are_a_list_in_either_form(string query, string[] keys)
    {
        await _client.GetStringAsync("/api/data" + query);

        Assert.Equal(keys, fixture.Shop.Last<AdRequest>().ContextKeys);
    }

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("?productIds=A", new[] { "A" })]
    [InlineData("?productIds=A,B", new[] { "A", "B" })]
    [InlineData("?productIds=A&productIds=B", new[] { "A", "B" })]
    public async Task Product_ids_are_a_list_in_either_form(string query, string[] ids)
    {
        await _client.GetStringAsync("/api/recommendations" + query);

        Assert.Equal(ids, fixture.Shop.Last<ListRecommendationsRequest>().ProductIds);
    }

    [Fact]
    public async Task Recommendations_are_the_first_four_that_are_still_sold()
    {
        var products = await _client.GetFromJsonAsync<List<Dictionary<string, object>>>("/api/recommendations?sessionId=ann&currencyCode=EUR");

        Assert.Equal(["2ZYFJ3GM2N", "L9ECAV7KIM", "1YMWWN1N4O"], products!.Select(product => product["id"].ToString()));
        Assert.Equal("ann", fixture.Shop.Last<ListRecommendationsRequest>().UserId);
    }

    [Theory]
    [InlineData("", """{"currencyCode":"USD","units":8,"nanos":990000000}""")]
    [InlineData("&currencyCode=EUR", """{"currencyCode":"EUR","units":4,"nanos":495000000}""")]
    public async Task Shipping_costs_come_in_the_currency_of_the_query(string currency, string cost)
    {
        var items = Uri.EscapeDataString("""[{"productId":"A","quantity":"2"}]""");
        var address = Uri.EscapeDataString("""{"streetAddress":"1 Main St","zipCode":"3000"}""");

        Assert.Equal(cost, await _client.GetStringAsync($"/api/shipping?itemList={items}&address={address}{currency}"));
        Assert.Equal("1 Main St", fixture.Shop.Last<GetQuoteRequest>().Address.StreetAddress);
        Assert.Equal(2, fixture.Shop.Last<GetQuoteRequest>().Items.Single().Quantity);
    }

    [Theory]
    [InlineData("itemList=7", "itemList")]
    [InlineData("itemList=%5B", "itemList[0]")]
    [InlineData("itemList=%5B%7B%22quantity%22%3Atrue%7D%5D", "itemList[0].quantity")]
    [InlineData("address=7", "address")]
    public async Task Unreadable_JSON_in_the_query_is_400_and_named(string query, string field)
    {
        using var response = await _client.GetAsync("/api/shipping?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([field], (await response.Content.ReadFromJsonAsync<Problem>())!.Errors!.Keys);
    }

    [Theory]
    [InlineData("POST", "/api/products", "GET, HEAD")]
    [InlineData("DELETE", "/api/products/A", "GET, HEAD")]
    [InlineData("PUT", "/api/cart", "DELETE, GET, HEAD, POST")]
    [InlineData("GET", "/api/checkout", "POST")]
    [InlineData("POST", "/api/currency", "GET, HEAD")]
    [InlineData("POST", "/api/data", "GET, HEAD")]
    [InlineData("POST", "/api/recommendations", "GET, HEAD")]
    [InlineData("POST", "/api/shipping", "GET, HEAD")]
    public async Task Another_method_is_405_and_told_the_right_ones(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order()));
    }

    [Theory]
    [InlineData("/api/data/?contextKeys=a%20b", "/api/data?contextKeys=a%20b")]
    [InlineData("/cart/", "/cart")]
    public async Task A_trailing_slash_is_redirected(string path, string location)
    {
        using var response = await _client.GetAsync(path);

        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal(location, response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_trailing_slash_never_leads_to_another_host()
    {
        using var response = await _client.GetAsync($"{fixture.Address}/evil.example/");

        Assert.Null(response.Headers.Location);
    }

    [Fact]
    public async Task An_unknown_route_is_404_as_problem_JSON()
    {
        using var response = await _client.GetAsync("/api/nothing");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }
}
