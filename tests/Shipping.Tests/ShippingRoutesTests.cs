using System.Net;
using System.Text;
using System.Text.Json;
using Grpc.Core;

namespace OtelShop.Shippings.Tests;

public sealed class ShippingRoutesTests : IAsyncLifetime
{
    private const string SnakeCase = """
        {"items":[{"product_id":"OLJCESPC7Z","quantity":2},{"product_id":"66VCHSJNUP","quantity":1}],
         "address":{"street_address":"1600 Amphitheatre Parkway","city":"Mountain View","state":"CA","country":"United States","zip_code":"94043"}}
        """;

    private const string CamelCase = """
        {"items":[{"productId":"OLJCESPC7Z","quantity":3}],"gift":true,
         "address":{"streetAddress":"1600 Amphitheatre Parkway","city":"Mountain View","state":"CA","country":"United States","zipCode":"94043"}}
        """;

    private readonly ShippingFixture _fixture = new();

    public async ValueTask InitializeAsync() => await _fixture.InitializeAsync();

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    [Theory]
    [InlineData(SnakeCase)]
    [InlineData(CamelCase)]
    [InlineData("""{"items":[{"product_id":"OLJCESPC7Z","quantity":3}]}""")]
    [InlineData("""{"items":[{"product_id":"OLJCESPC7Z","quantity":3}],"address":null}""")]
    public async Task A_quote_has_upstreams_shape(string body)
    {
        using var answer = await PostAsync("/get-quote", body);

        Assert.Equal("""{"cost_usd":{"currency_code":"USD","units":26,"nanos":970000000}}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(SnakeCase)]
    [InlineData(CamelCase)]
    public async Task A_shipment_has_upstreams_shape(string body)
    {
        using var answer = await PostAsync("/ship-order", body);

        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(4, json.RootElement.GetProperty("tracking_id").GetGuid().Version);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("ship it", "body")]
    [InlineData("""{"items": 3}""", "body")]
    [InlineData("""{"items":[{"product_id":"OLJCESPC7Z","quantity":1.5}]}""", "body")]
    [InlineData("""{"items": null}""", "items")]
    [InlineData("""{"items":[{"product_id":"OLJCESPC7Z"}]}""", "items[0].quantity")]
    [InlineData("""{"items":[{"product_id":"OLJCESPC7Z","quantity":1}],"address":{}}""", "address.city")]
    public async Task Anything_but_a_shipment_is_a_problem(string body, string field)
    {
        using var answer = await PostAsync("/get-quote", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"\"{field}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_2_MiB_is_too_large()
    {
        using var answer = await PostAsync("/get-quote", new string(' ', (2 * 1024 * 1024) + 1));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Without_the_quote_service_the_shop_is_asked_to_come_back()
    {
        _fixture.Quotes.Failure = StatusCode.Unavailable;

        using var answer = await PostAsync("/get-quote", SnakeCase);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task Shipping_says_that_it_is_healthy()
    {
        using var answer = await _fixture.Host.Http.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            // A refusal may come before the body is sent, which the client would take for a broken connection.
            Headers = { ExpectContinue = body.Length > 1024 * 1024 },
        };
        return await _fixture.Host.Http.SendAsync(request);
    }
}
