using System.Net;
using System.Net.Http.Json;
using Grpc.Core;
using OtelShop.Frontend.Tests.Backends;
using Oteldemo;

namespace OtelShop.Frontend.Tests;

public sealed class ProductApiTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private const string Telescope =
        """{"id":"OLJCESPC7Z","name":"Refractor <60 mm>","description":"Small & light","picture":"OLJCESPC7Z.jpg","priceUsd":{"currencyCode":"USD","units":101,"nanos":960000000},"categories":["telescopes"]}""";

    private readonly HttpClient _client = fixture.Client();

    [Fact]
    public async Task A_product_has_the_JSON_of_the_demo()
    {
        using var response = await _client.GetAsync("/api/products/OLJCESPC7Z");

        Assert.Equal(Telescope, await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task The_list_holds_every_product_in_the_order_of_the_catalogue()
    {
        var list = await _client.GetStringAsync("/api/products?currencyCode=");

        Assert.StartsWith($"[{Telescope},{{\"id\":\"HQTGWGPNH4\",", list, StringComparison.Ordinal);
        Assert.EndsWith(",\"categories\":[]}]", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prices_come_in_the_currency_of_the_query()
    {
        var product = await _client.GetStringAsync("/api/products/OLJCESPC7Z?currencyCode=EUR");

        Assert.Contains("\"priceUsd\":{\"currencyCode\":\"EUR\",\"units\":50,\"nanos\":980000000}", product, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_prices_are_converted_once()
    {
        await _client.GetStringAsync("/api/products?currencyCode=EUR");

        Assert.Equal(6, fixture.Shop.Requests.OfType<CurrencyConversionRequest>().Count());
    }

    [Fact]
    public async Task Prices_in_their_own_currency_are_not_converted()
    {
        await _client.GetStringAsync("/api/products?currencyCode=USD");

        Assert.Empty(fixture.Shop.Requests.OfType<CurrencyConversionRequest>());
    }

    [Fact]
    public async Task A_client_that_has_the_answer_gets_304()
    {
        using var first = await _client.GetAsync("/api/products");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/products") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task An_unknown_product_is_404()
    {
        using var response = await _client.GetAsync("/api/products/NONE");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("No product NONE.", (await response.Content.ReadFromJsonAsync<Problem>())!.Detail);
    }

    [Fact]
    public async Task An_unknown_currency_is_400_and_names_the_parameter()
    {
        using var response = await _client.GetAsync("/api/products?currencyCode=XXX");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["is no currency."], (await response.Content.ReadFromJsonAsync<Problem>())!.Errors!["currencyCode"]);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, 503)]
    [InlineData(StatusCode.DeadlineExceeded, 504)]
    [InlineData(StatusCode.Internal, 500)]
    [InlineData(StatusCode.Unknown, 500)]
    [InlineData(StatusCode.ResourceExhausted, 429)]
    [InlineData(StatusCode.PermissionDenied, 403)]
    public async Task A_failing_backend_has_its_HTTP_status(StatusCode code, int status)
    {
        fixture.Shop.Refusals[typeof(GetProductRequest)] = Refusal.Plain(code);

        using var response = await _client.GetAsync("/api/products/OLJCESPC7Z");

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_words_of_a_failing_backend_stay_inside()
    {
        fixture.Shop.Refusals[typeof(GetProductRequest)] = Refusal.Plain(StatusCode.Internal, "at Npgsql.Connect()");

        using var response = await _client.GetAsync("/api/products/OLJCESPC7Z");

        Assert.DoesNotContain("Npgsql", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
