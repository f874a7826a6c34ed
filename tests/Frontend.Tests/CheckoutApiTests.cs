using System.Net;
using System.Net.Http.Json;
using System.Text;
using OtelShop.Frontend.Tests.Backends;
using Oteldemo;

namespace OtelShop.Frontend.Tests;

public sealed class CheckoutApiTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private const string Purchase = """
        {"userId":"ann","email":"ann@example.com","address":{"streetAddress":"1 Main St","city":"Bern","state":"BE","country":"Switzerland","zipCode":"3000"},
        "userCurrency":"EUR","creditCard":{"creditCardNumber":"4432-8015-6152-0454","creditCardCvv":"672","creditCardExpirationYear":2030,"creditCardExpirationMonth":1}}
        """;

    private readonly HttpClient _client = fixture.Client();

    [Fact]
    public async Task An_order_has_the_JSON_of_the_demo()
    {
        fixture.Shop.Order = new OrderResult
        {
            OrderId = "o-1",
            ShippingTrackingId = "t-1",
            ShippingCost = new Money { CurrencyCode = "EUR", Units = 4, Nanos = 500_000_000 },
            ShippingAddress = new Address { StreetAddress = "1 Main St", City = "Bern", Country = "Switzerland", ZipCode = "3000" },
            Items = { new OrderItem { Cost = new Money { CurrencyCode = "EUR", Units = 50 }, Item = new CartItem { ProductId = "GONE", Quantity = 2 } } },
        };

        using var response = await PostAsync(Purchase);

        Assert.Equal("""{"orderId":"o-1","shippingTrackingId":"t-1","shippingCost":{"currencyCode":"EUR","units":4,"nanos":500000000},"shippingAddress":{"streetAddress":"1 Main St","city":"Bern","state":"","country":"Switzerland","zipCode":"3000"},"items":[{"cost":{"currencyCode":"EUR","units":50,"nanos":0},"item":{"productId":"GONE","quantity":2}}]}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_the_order_lacks_is_left_out()
    {
        fixture.Shop.Order = new OrderResult { OrderId = "o-2", Items = { new OrderItem() } };

        using var response = await PostAsync(Purchase);

        Assert.Equal("""{"orderId":"o-2","shippingTrackingId":"","items":[{}]}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_order_whose_cart_is_still_full_says_so()
    {
        fixture.Shop.CartsCannotBeEmptied = true;
        fixture.Shop.Order = new OrderResult { OrderId = "o-3" };

        using var response = await PostAsync(Purchase);

        Assert.EndsWith("\"items\":[],\"cartKept\":true}", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lines_have_their_products_in_the_currency_of_the_query()
    {
        fixture.Shop.Order = new OrderResult { Items = { new OrderItem { Item = new CartItem { ProductId = ShopState.Book, Quantity = 1 } } } };

        using var response = await _client.PostAsync("/api/checkout?currencyCode=EUR", Json(Purchase));

        Assert.Contains("\"priceUsd\":{\"currencyCode\":\"EUR\",\"units\":0,\"nanos\":495000000}", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_purchase_reaches_the_checkout_service_as_it_was_sent()
    {
        await PostAsync(Purchase);

        var order = fixture.Shop.Last<PlaceOrderRequest>();
        Assert.Equal(("ann", "EUR", "Bern", 672), (order.UserId, order.UserCurrency, order.Address.City, order.CreditCard.CreditCardCvv));
    }

    [Fact]
    public async Task What_is_missing_is_not_made_up()
    {
        await PostAsync("{}");

        var order = fixture.Shop.Last<PlaceOrderRequest>();
        Assert.Equal("", order.UserId + order.Email + order.UserCurrency);
        Assert.Null(order.Address);
        Assert.Null(order.CreditCard);
    }

    [Fact]
    public async Task A_declined_card_is_409_with_its_reason()
    {
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Precondition("CARD_DECLINED", "The card was declined.");

        using var response = await PostAsync(Purchase);

        var problem = await response.Content.ReadFromJsonAsync<Problem>();
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(("CARD_DECLINED", "The card was declined."), (problem!.Reason, problem.Detail));
    }

    [Fact]
    public async Task A_key_that_is_reused_for_another_order_is_422()
    {
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Precondition("IDEMPOTENCY_KEY_REUSED", "Use a new key for another order.");

        using var response = await PostAsync(Purchase);

        var problem = await response.Content.ReadFromJsonAsync<Problem>();
        Assert.Equal((422, "IDEMPOTENCY_KEY_REUSED", "Use a new key for another order."), ((int)response.StatusCode, problem!.Reason, problem.Detail));
    }

    [Fact]
    public async Task An_order_beyond_the_limit_of_checkout_is_503_with_Retry_After()
    {
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Unavailable("ORDER_NOT_PLACED");

        using var response = await PostAsync(Purchase);

        Assert.Equal((503, 2d), ((int)response.StatusCode, response.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        Assert.Equal("ORDER_NOT_PLACED", (await response.Content.ReadFromJsonAsync<Problem>())!.Reason);
    }

    [Theory]
    [InlineData("\"672\"", 672)]
    [InlineData("\"012\"", 12)]
    [InlineData("12", 12)]
    [InlineData("\"12\"", -1)]
    [InlineData("\"1234\"", -1)]
    [InlineData("1234", 1234)]
    [InlineData("1e9", -1)]
    [InlineData("99999999999", -1)]
    [InlineData("null", -1)]
    [InlineData("{}", -1)]
    [InlineData("[6, {\"7\": 2}]", -1)]
    [InlineData("true", -1)]
    public async Task A_code_is_sent_to_checkout_as_a_number_which_is_negative_without_one(string json, int code)
    {
        await PostAsync(Purchase.Replace("\"672\"", json, StringComparison.Ordinal));

        Assert.Equal(code, fixture.Shop.Last<PlaceOrderRequest>().CreditCard.CreditCardCvv);
    }

    [Fact]
    public async Task A_code_that_is_no_Unicode_is_400_before_the_order()
    {
        using var response = await PostAsync(Purchase.Replace("\"672\"", "\"\\ud800\"", StringComparison.Ordinal));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(["creditCard.creditCardCvv"], (await response.Content.ReadFromJsonAsync<Problem>())!.Errors!.Keys);
        Assert.Empty(fixture.Shop.Requests.OfType<PlaceOrderRequest>());
    }

    [Fact]
    public async Task A_bad_card_number_is_400_and_named_by_its_path()
    {
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Invalid(("credit_card.credit_card_number", "fails the check."));

        using var response = await PostAsync(Purchase);

        Assert.Equal(["creditCard.creditCardNumber"], (await response.Content.ReadFromJsonAsync<Problem>())!.Errors!.Keys);
    }

    [Fact]
    public async Task An_unknown_currency_of_the_answer_is_refused_before_the_order()
    {
        using var response = await _client.PostAsync("/api/checkout?currencyCode=ZZZ", Json(Purchase));

        Assert.Equal(["currencyCode"], (await response.Content.ReadFromJsonAsync<Problem>())!.Errors!.Keys);
        Assert.Empty(fixture.Shop.Requests.OfType<PlaceOrderRequest>());
    }

    [Fact]
    public async Task A_currency_that_cannot_be_checked_places_no_order()
    {
        fixture.Shop.Refusals[typeof(GetSupportedCurrenciesResponse)] = Refusal.Plain(Grpc.Core.StatusCode.Unavailable);

        using var response = await _client.PostAsync("/api/checkout?currencyCode=JPY", Json(Purchase));

        Assert.Equal((503, "ORDER_NOT_PLACED"), ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<Problem>())!.Reason));
        Assert.Empty(fixture.Shop.Requests.OfType<PlaceOrderRequest>());
    }

    [Theory]
    [InlineData(typeof(GetProductRequest), "USD")]
    [InlineData(typeof(CurrencyConversionRequest), "EUR")]
    public async Task An_order_that_stands_is_answered_without_the_products_that_cannot_be_read(Type refused, string currency)
    {
        fixture.Shop.Order = new OrderResult
        {
            OrderId = "o-4",
            Items = { new OrderItem { Item = new CartItem { ProductId = ShopState.Book, Quantity = 1 }, ProductName = "The Comet Book" } },
        };
        fixture.Shop.Refusals[refused] = Refusal.Plain(Grpc.Core.StatusCode.Unavailable);

        using var response = await _client.PostAsync("/api/checkout?currencyCode=" + currency, Json(Purchase));

        Assert.Equal("""{"orderId":"o-4","shippingTrackingId":"","items":[{"item":{"productId":"HQTGWGPNH4","quantity":1,"product":{"id":"HQTGWGPNH4","name":"The Comet Book","description":"","picture":"","categories":[]}}}]}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Text_may_be_sent_as_a_number()
    {
        await PostAsync(Purchase.Replace("\"3000\"", "3000", StringComparison.Ordinal));

        Assert.Equal("3000", fixture.Shop.Last<PlaceOrderRequest>().Address.ZipCode);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private Task<HttpResponseMessage> PostAsync(string body) => _client.PostAsync("/api/checkout", Json(body));
}
