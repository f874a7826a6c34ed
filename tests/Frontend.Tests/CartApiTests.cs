using System.Net;
using System.Net.Http.Json;
using System.Text;
using OtelShop.Frontend.Tests.Backends;
using Oteldemo;

namespace OtelShop.Frontend.Tests;

public sealed class CartApiTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private readonly HttpClient _client = fixture.Client();

    [Fact]
    public async Task Adding_answers_with_the_cart()
    {
        using var response = await PostAsync("""{"item":{"productId":"HQTGWGPNH4","quantity":2},"userId":"ann"}""");

        Assert.Equal("""{"userId":"ann","items":[{"productId":"HQTGWGPNH4","quantity":2}]}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Reading_adds_the_products_of_the_lines()
    {
        await PostAsync("""{"item":{"productId":"HQTGWGPNH4","quantity":1},"userId":"ben"}""");

        var cart = await _client.GetStringAsync("/api/cart?sessionId=ben&currencyCode=JPY");

        Assert.Equal("""{"userId":"ben","items":[{"productId":"HQTGWGPNH4","quantity":1,"product":{"id":"HQTGWGPNH4","name":"The Comet Book","description":"A 'history'","picture":"HQTGWGPNH4.jpg","priceUsd":{"currencyCode":"JPY","units":99,"nanos":0},"categories":["books"]}}]}""", cart);
    }

    [Fact]
    public async Task A_product_that_is_no_longer_sold_is_left_out_of_its_line()
    {
        fixture.Shop.Carts["cem"] = new Cart { UserId = "cem", Items = { new CartItem { ProductId = "GONE", Quantity = 1 } } };

        Assert.Equal("""{"userId":"cem","items":[{"productId":"GONE","quantity":1}]}""", await _client.GetStringAsync("/api/cart?sessionId=cem"));
    }

    [Fact]
    public async Task A_product_that_the_catalog_fails_at_is_left_out_of_its_line()
    {
        await PostAsync("""{"item":{"productId":"HQTGWGPNH4","quantity":1},"userId":"cleo"}""");
        fixture.Shop.Refusals[typeof(GetProductRequest)] = Refusal.Plain(Grpc.Core.StatusCode.Internal);

        Assert.Equal("""{"userId":"cleo","items":[{"productId":"HQTGWGPNH4","quantity":1}]}""", await _client.GetStringAsync("/api/cart?sessionId=cleo"));
    }

    [Fact]
    public async Task Numbers_may_be_sent_as_text()
    {
        await PostAsync("""{"item":{"productId":"HQTGWGPNH4","quantity":"3"},"userId":"dora"}""");

        Assert.Equal(3, fixture.Shop.Last<AddItemRequest>().Item.Quantity);
    }

    [Fact]
    public async Task Text_may_be_sent_as_a_number()
    {
        await PostAsync("""{"item":{"productId":"HQTGWGPNH4","quantity":1},"userId":42}""");

        Assert.Equal("42", fixture.Shop.Last<AddItemRequest>().UserId);
    }

    [Fact]
    public async Task A_product_that_the_catalog_does_not_have_is_404_and_not_added()
    {
        using var response = await PostAsync("""{"item":{"productId":"NONE","quantity":1},"userId":"gil"}""");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("No product NONE.", (await response.Content.ReadFromJsonAsync<Problem>())!.Detail);
        Assert.Empty(fixture.Shop.Requests.OfType<AddItemRequest>());
    }

    [Fact]
    public async Task A_product_that_is_no_longer_sold_can_be_subtracted()
    {
        using var response = await PostAsync("""{"item":{"productId":"GONE","quantity":-1},"userId":"hal"}""");

        Assert.Equal(-1, fixture.Shop.Last<AddItemRequest>().Item.Quantity);
    }

    [Fact]
    public async Task An_added_product_is_confirmed_although_the_cart_cannot_be_read()
    {
        fixture.Shop.Refusals[typeof(GetCartRequest)] = Refusal.Plain(Grpc.Core.StatusCode.Unavailable);
        using var response = await PostAsync("""{"item":{"productId":"HQTGWGPNH4","quantity":2},"userId":"ida"}""");

        Assert.Equal("""{"userId":"ida","items":[{"productId":"HQTGWGPNH4","quantity":2}]}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/api/cart")]
    [InlineData("/api/cart?sessionId=")]
    public async Task A_cart_without_a_session_is_empty(string path) =>
        Assert.Equal("""{"userId":"","items":[]}""", await _client.GetStringAsync(path));

    [Fact]
    public async Task Emptying_without_a_body_answers_with_204()
    {
        using var response = await _client.DeleteAsync("/api/cart");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Emptying_answers_with_204_and_no_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/cart") { Content = Json("""{"userId":"eva"}""") };
        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("eva", fixture.Shop.Last<EmptyCartRequest>().UserId);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    public async Task A_body_that_is_no_JSON_object_is_400(string body)
    {
        using var response = await PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(fixture.Shop.Requests);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("\"many\"")]
    [InlineData("99999999999")]
    [InlineData("{}")]
    public async Task A_value_of_the_wrong_kind_is_400_and_named_by_its_path(string quantity)
    {
        using var response = await PostAsync($$$"""{"item":{"productId":"A","quantity":{{{quantity}}}},"userId":"f"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("item.quantity", (await response.Content.ReadFromJsonAsync<Problem>())!.Errors!.Keys);
    }

    [Fact]
    public async Task The_violations_of_the_backend_are_named_by_their_JSON_paths()
    {
        using var response = await PostAsync("""{"userId":"g"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["item", "userId"], (await response.Content.ReadFromJsonAsync<Problem>())!.Errors!.Keys.Order());
    }

    [Fact]
    public async Task A_violation_of_a_query_parameter_bears_its_name()
    {
        fixture.Shop.Refusals[typeof(GetCartRequest)] = Refusal.Invalid(("user_id", "is missing."));

        using var response = await _client.GetAsync("/api/cart?sessionId=ann");

        Assert.Equal(["sessionId"], (await response.Content.ReadFromJsonAsync<Problem>())!.Errors!.Keys);
    }

    [Fact]
    public async Task A_body_over_one_megabyte_is_413()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/cart")
        {
            Content = Json("{\"userId\":\"" + new string('x', 1 << 20) + "\"}"),
            // The refusal may come before the body is sent, which the client would take for a broken connection.
            Headers = { ExpectContinue = true },
        };
        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_form_is_no_JSON_and_415()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("userId", "h")]);
        using var response = await _client.PostAsync("/api/cart", form);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private Task<HttpResponseMessage> PostAsync(string body) => _client.PostAsync("/api/cart", Json(body));
}
