using System.Net;
using System.Net.Http.Json;
using Grpc.Core;
using OtelShop.Frontend.Tests.Backends;
using Oteldemo;

namespace OtelShop.Frontend.Tests;

/// <summary>The header Idempotency-Key of /api/checkout, and what a failed order says of its outcome.</summary>
public sealed class RequestKeyTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private const int Callers = 32;
    private readonly HttpClient _client = fixture.Client();

    [Theory]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("\"a \\\"quoted\\\" key \\\\\"", "a \"quoted\" key \\")]
    [InlineData("a b", "a b")]
    public async Task The_key_reaches_checkout(string header, string key)
    {
        using var response = await PostAsync(header);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(key, fixture.Shop.Last<PlaceOrderRequest>().IdempotencyKey);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"open")]
    [InlineData("\"a\";b=1")]
    [InlineData("\"a\\n\"")]
    [InlineData("a\tb")]
    public async Task A_malformed_key_is_400_before_anything_happens(string header)
    {
        using var response = await PostAsync(header);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["Idempotency-Key"], (await response.Content.ReadFromJsonAsync<Problem>())!.Errors!.Keys);
        Assert.Empty(fixture.Shop.Requests);
    }

    [Theory]
    [InlineData(256, HttpStatusCode.OK)]
    [InlineData(257, HttpStatusCode.BadRequest)]
    public async Task A_key_has_at_most_256_characters(int length, HttpStatusCode status)
    {
        using var response = await PostAsync(new string('k', length));

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Parallel_repeats_of_a_request_answer_with_the_same_order()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            using var response = await PostAsync("one-key");
            return (response.StatusCode, Id: (await response.Content.ReadFromJsonAsync<Dictionary<string, object>>())!["orderId"].ToString());
        }));

        Assert.Equal((HttpStatusCode.OK, fixture.Shop.OrderIds["one-key"]), Assert.Single(answers.Distinct()));
        Assert.Equal(Callers, fixture.Shop.Requests.OfType<PlaceOrderRequest>().Count(request => request.IdempotencyKey == "one-key"));
    }

    [Theory]
    [InlineData("ORDER_NOT_PLACED")]
    [InlineData("ORDER_UNKNOWN")]
    public async Task An_order_that_fails_is_503_with_its_outcome(string reason)
    {
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Unavailable(reason);

        using var response = await PostAsync("k");

        var problem = (await response.Content.ReadFromJsonAsync<Problem>())!;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, reason), (response.StatusCode, problem.Reason));
        Assert.DoesNotContain("secret", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, 503)]
    [InlineData(StatusCode.Cancelled, 503)]
    [InlineData(StatusCode.DeadlineExceeded, 504)]
    [InlineData(StatusCode.Internal, 500)]
    public async Task The_outcome_of_an_order_that_breaks_off_is_unknown(StatusCode code, int status)
    {
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Plain(code);

        using var response = await PostAsync("k");

        Assert.Equal((status, "ORDER_UNKNOWN"), ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<Problem>())!.Reason));
    }

    private Task<HttpResponseMessage> PostAsync(string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/checkout") { Content = JsonContent.Create(new { userId = "ann" }) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return _client.SendAsync(request);
    }
}
