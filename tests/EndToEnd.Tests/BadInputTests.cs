using System.Net;
using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests;

[Collection(ShopCollection.Name)]
public sealed class BadInputTests(RunningShop shop)
{
    private const string Flashlight = "LS4PSXUNUM";

    private async Task<HttpResponseMessage> CheckOutAsync(string currency, Action<JsonObject>? change = null)
    {
        var shopper = new Shopper(shop.Storefront);
        await shopper.AddAsync(Flashlight, 1);
        return await shopper.CheckOutAsync(currency, change);
    }

    [Fact]
    public async Task An_unknown_product_is_not_found()
    {
        var answer = await shop.Storefront.GetAsync("/api/products/NOSUCHTHING");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_empty_cart_cannot_be_checked_out()
    {
        var answer = await new Shopper(shop.Storefront).CheckOutAsync("USD");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task A_mistyped_card_number_is_named_as_the_wrong_field()
    {
        var answer = await CheckOutAsync("USD", order => order["creditCard"]!["creditCardNumber"] = "4432-8015-6152-0455");

        Assert.Contains("creditCard.creditCardNumber", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_expired_card_is_declined_with_its_reason()
    {
        var answer = await CheckOutAsync("USD", order => order["creditCard"]!["creditCardExpirationYear"] = 2020);

        Assert.Contains("CARD_EXPIRED", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_unknown_currency_is_a_bad_request()
    {
        var answer = await CheckOutAsync("XXX");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Malformed_json_is_answered_as_a_problem()
    {
        var answer = await shop.Storefront.PostAsync("/api/cart", new StringContent("{", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_refused_order_keeps_the_cart()
    {
        var shopper = new Shopper(shop.Storefront);
        await shopper.AddAsync(Flashlight, 4);

        await shopper.CheckOutAsync("USD", order => order["email"] = "nobody");

        Assert.Equal(4, (int)Assert.Single(await shopper.CartAsync())!["quantity"]!);
    }

    [Fact]
    public async Task A_refused_order_charges_nothing()
    {
        var before = await shop.QueryAsync("payment-database", "SELECT count(*) FROM payment.charges");

        await CheckOutAsync("XXX");

        Assert.Equal(before, await shop.QueryAsync("payment-database", "SELECT count(*) FROM payment.charges"));
    }
}
