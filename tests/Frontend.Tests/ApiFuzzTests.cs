using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OtelShop.Frontend.Tests.Backends;
using OtelShop.Testing.Fuzz;

namespace OtelShop.Frontend.Tests;

/// <summary>Whatever a client sends to the API, the error is the client's.</summary>
public sealed class ApiFuzzTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private static readonly byte[][] Bodies = [.. new[]
    {
        """{"userId":"ann","item":{"productId":"OLJCESPC7Z","quantity":2}}""",
        """
        {"userId":"ann","email":"ann@example.com","address":{"streetAddress":"1 Main St","city":"Bern","state":"BE","country":"Switzerland","zipCode":"3000"},
        "userCurrency":"EUR","creditCard":{"creditCardNumber":"4432-8015-6152-0454","creditCardCvv":"672","creditCardExpirationYear":2030,"creditCardExpirationMonth":1}}
        """,
        """{"userId":"ann"}""",
    }.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] Targets = [.. new[]
    {
        "/api/products?currencyCode=EUR", $"/api/products/{ShopState.Book}?currencyCode=CHF", "/api/cart?sessionId=ann&currencyCode=USD", "/api/currency",
        "/api/recommendations?productIds=OLJCESPC7Z&sessionId=ann&currencyCode=JPY", "/api/data?contextKeys=binoculars",
        "/api/shipping?itemList=%5B%7B%22productId%22%3A%22A%22%2C%22quantity%22%3A1%7D%5D&currencyCode=USD&address=%7B%7D",
    }.Select(Encoding.ASCII.GetBytes)];

    private static readonly string[] TargetTokens = ["%00", "%ff", "%2e%2e", "%2F", "&", "=", "?", "#", "%", "%u0041", "\u00e9", "+", "//", "%C3%28", "currencyCode=", "sessionId=", "[]", "%0d%0a"];

    [Theory]
    [InlineData("POST", "/api/cart")]
    [InlineData("POST", "/api/checkout?currencyCode=EUR")]
    [InlineData("DELETE", "/api/cart")]
    public async Task A_body_has_no_error_of_the_server(string method, string path)
    {
        using var client = fixture.Client();

        await Fuzzer.RunAsync(Bodies, Fuzzer.JsonTokens, async input =>
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = new ByteArrayContent(input) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            };
            return await ProblemAsync(client, request);
        }, share: 0.5);
    }

    [Fact]
    public async Task A_target_has_no_error_of_the_server()
    {
        using var client = fixture.Client();

        await Fuzzer.RunAsync(Targets, TargetTokens, async input =>
        {
            var target = Encoding.Latin1.GetString(input.AsSpan(0, Math.Min(input.Length, 2_000)));
            if (!Uri.TryCreate(fixture.Address, $"/{target.TrimStart('/')}", out var address) || address.Authority != fixture.Address.Authority)
                return null;
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            return await ProblemAsync(client, request);
        });
    }

    private static async Task<string?> ProblemAsync(HttpClient client, HttpRequestMessage request)
    {
        using var answer = await client.SendAsync(request);
        return answer.StatusCode < HttpStatusCode.InternalServerError ? null : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }
}
