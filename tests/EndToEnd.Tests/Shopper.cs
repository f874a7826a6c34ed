using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests;

/// <summary>One visitor of the shop with a cart, through the public JSON routes.</summary>
internal sealed class Shopper(HttpClient shop)
{
    public string UserId { get; } = Guid.NewGuid().ToString();

    public async Task<JsonArray> BrowseAsync(string currency) =>
        (await shop.GetFromJsonAsync<JsonArray>($"/api/products?currencyCode={currency}"))!;

    public Task<HttpResponseMessage> AddAsync(string productId, int quantity) =>
        shop.PostAsJsonAsync("/api/cart", new { item = new { productId, quantity }, userId = UserId });

    public async Task<JsonArray> CartAsync() =>
        (await shop.GetFromJsonAsync<JsonObject>($"/api/cart?sessionId={UserId}&currencyCode=USD"))!["items"]!.AsArray();

    public Task<HttpResponseMessage> EmptyCartAsync() =>
        shop.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/api/cart") { Content = JsonContent.Create(new { userId = UserId }) });

    public Task<HttpResponseMessage> LookAtAsync(string productId) => shop.GetAsync($"/api/products/{productId}");

    public Task<HttpResponseMessage> SeeProductsAsync(string currency) => shop.GetAsync($"/api/products?currencyCode={currency}");

    public Task<HttpResponseMessage> SeeRecommendationsAsync() => shop.GetAsync($"/api/recommendations?productIds=OLJCESPC7Z&sessionId={UserId}");

    public Task<HttpResponseMessage> SeeAdsAsync() => shop.GetAsync("/api/data?contextKeys=telescopes");

    public async Task<JsonArray> RecommendationsForAsync(string productId) =>
        (await shop.GetFromJsonAsync<JsonArray>($"/api/recommendations?productIds={productId}&sessionId={UserId}"))!;

    /// <summary>Sends the order; <paramref name="change"/> may spoil it first.</summary>
    public Task<HttpResponseMessage> CheckOutAsync(string currency, Action<JsonObject>? change = null)
    {
        var order = JsonSerializer.SerializeToNode(new
        {
            userId = UserId,
            email = "shopper@example.com",
            address = new { streetAddress = "1 Observatory Road", city = "Flagstaff", state = "AZ", country = "United States", zipCode = "86001" },
            userCurrency = currency,
            creditCard = new
            {
                creditCardNumber = "4432-8015-6152-0454",
                creditCardCvv = 672,
                creditCardExpirationYear = 2039,
                creditCardExpirationMonth = 1,
            },
        })!.AsObject();
        change?.Invoke(order);
        return shop.PostAsJsonAsync($"/api/checkout?currencyCode={currency}", order);
    }

    /// <summary>A purchase that must succeed; answers the order as the shop tells it.</summary>
    public async Task<JsonObject> BuyAsync(string currency, params (string ProductId, int Quantity)[] lines)
    {
        foreach (var (productId, quantity) in lines)
            (await AddAsync(productId, quantity)).EnsureSuccessStatusCode();

        var answer = await CheckOutAsync(currency);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
