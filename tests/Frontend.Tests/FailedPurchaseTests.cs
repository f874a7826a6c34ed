using System.Net;
using System.Text.RegularExpressions;
using Grpc.Core;
using OtelShop.Frontend.Tests.Backends;
using Oteldemo;

namespace OtelShop.Frontend.Tests;

/// <summary>A purchase that does not go through stays on the form.</summary>
public sealed class FailedPurchaseTests(ShopFixture fixture) : IClassFixture<ShopFixture>, IDisposable
{
    private readonly Browser _browser = fixture.Browser();

    [Fact]
    public async Task The_key_of_the_form_reaches_checkout()
    {
        await FillCartAsync();
        var key = _browser.Key;
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer);

        Assert.Matches("^[0-9a-f-]{36}$", key);
        Assert.Equal(key, fixture.Shop.Last<PlaceOrderRequest>().IdempotencyKey);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_leads_to_the_same_order()
    {
        await FillCartAsync();
        await Task.WhenAll(_browser.PostAsync("/cart/checkout", PurchaseTests.Buyer), _browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer));

        Assert.Single(fixture.Shop.Requests.OfType<PlaceOrderRequest>().Select(request => request.IdempotencyKey).Distinct());
        Assert.Equal("/cart/checkout/" + fixture.Shop.OrderIds[fixture.Shop.Last<PlaceOrderRequest>().IdempotencyKey], _browser.Path);
    }

    [Fact]
    public async Task Two_forms_have_two_keys()
    {
        await FillCartAsync();
        var first = _browser.Key;
        await _browser.OpenAsync("/cart");

        Assert.NotEqual(first, _browser.Key);
    }

    [Fact]
    public async Task A_failed_payment_keeps_the_form_and_the_cart_but_not_the_code()
    {
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Precondition("CARD_EXPIRED", "The card has expired.");
        await FillCartAsync();
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer);

        Assert.Equal(("You were not charged. The card has expired.", "1"), (_browser.Text("checkout-error"), _browser.Text("cart-item-count")));
        Assert.Equal(("Bern", "4432-8015-6152-0454"), (_browser.Value("address.city"), _browser.Value("creditCard.creditCardNumber")));
        Assert.Equal("", _browser.Value("creditCard.creditCardCvv"));
    }

    [Fact]
    public async Task An_order_that_was_not_placed_can_be_tried_again()
    {
        await FillCartAsync();
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Unavailable("ORDER_NOT_PLACED");
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(2)), (_browser.Status, _browser.RetryAfter));
        Assert.StartsWith("You were not charged:", _browser.Text("checkout-error"), StringComparison.Ordinal);

        fixture.Shop.Refusals.Clear();
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer);
        Assert.Equal(1, _browser.Count("order-confirmation"));
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.Internal)]
    public async Task An_order_of_unknown_outcome_is_sent_again_with_the_same_key(StatusCode broken)
    {
        await FillCartAsync();
        var key = _browser.Key;
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Plain(broken);
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer);

        Assert.Equal("We do not know yet whether your order went through. Enter the code of your card and press Place order again: you cannot be charged twice.", _browser.Text("checkout-error"));
        Assert.Equal(key, _browser.Key);
    }

    [Fact]
    public async Task An_order_of_unknown_outcome_keeps_its_form_when_the_cart_is_empty_already()
    {
        await FillCartAsync();
        var key = _browser.Key;
        fixture.Shop.Carts.Clear();
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Unavailable("ORDER_UNKNOWN");
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer);

        Assert.Equal((key, 1), (_browser.Key, _browser.Count("checkout-place-order")));
    }

    [Fact]
    public async Task A_form_is_kept_when_the_cart_cannot_be_read()
    {
        await FillCartAsync();
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Unavailable("ORDER_NOT_PLACED");
        fixture.Shop.Refusals[typeof(GetCartRequest)] = Refusal.Plain(StatusCode.Unavailable);
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer);

        Assert.Equal(("Bern", 1), (_browser.Value("address.city"), _browser.Count("checkout-place-order")));
    }

    [Fact]
    public async Task All_errors_of_a_form_are_shown_at_once()
    {
        await FillCartAsync();
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Typed(
            ("email", "nobody"), ("address.city", ""), ("address.state", new string('x', 257)), ("creditCard.creditCardNumber", "4432-8015-6152-0455"),
            ("creditCard.creditCardCvv", "6"), ("creditCard.creditCardExpirationMonth", "13")));

        var marked = Regex.Matches(_browser.Html, """class="error" id="([^"]+)-error">""").Select(match => match.Groups[1].Value);
        Assert.Equal(
            ["address.city", "address.state", "creditCard.creditCardCvv", "creditCard.creditCardExpirationMonth", "creditCard.creditCardNumber", "email"],
            marked.Order());
    }

    [Fact]
    public async Task A_mistyped_form_keeps_the_key_although_its_order_has_emptied_the_cart()
    {
        await FillCartAsync();
        var key = _browser.Key;
        await _browser.SubmitAsync("/cart/empty");
        await _browser.SubmitAsync("/cart/checkout", [.. PurchaseTests.Typed(("address.city", "")), ("idempotencyKey", key)]);

        Assert.Equal((key, 1, "Correct the marked fields."), (_browser.Key, _browser.Count("checkout-place-order"), _browser.Text("checkout-error")));
    }

    [Fact]
    public async Task The_first_field_with_an_error_has_the_focus()
    {
        await FillCartAsync();
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Typed(("address.city", ""), ("creditCard.creditCardCvv", "6")));

        Assert.Equal("address.city", Assert.Single(Regex.Matches(_browser.Html, """id="([^"]+)"[^>]* autofocus""")).Groups[1].Value);
    }

    [Fact]
    public async Task A_corrected_form_is_sent_with_the_same_key()
    {
        await FillCartAsync();
        var key = _browser.Key;
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Typed(("creditCard.creditCardCvv", "1234")));
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Precondition("CARD_TYPE_NOT_ACCEPTED", "Cards of type discover are not accepted.");
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Typed(("creditCard.creditCardNumber", "6011111111111117")));
        fixture.Shop.Refusals.Clear();
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer);

        Assert.Equal(1, _browser.Count("order-confirmation"));
        Assert.Equal([key, key], fixture.Shop.Requests.OfType<PlaceOrderRequest>().Select(request => request.IdempotencyKey));
    }

    [Fact]
    public async Task A_form_whose_order_stands_with_other_details_says_so_and_gets_a_new_key()
    {
        await FillCartAsync();
        var key = _browser.Key;
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Precondition("IDEMPOTENCY_KEY_REUSED", "This key has an order.");
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Your order is placed already, with the details that you sent first. You were charged once."), (_browser.Status, _browser.Text("checkout-error")));
        Assert.NotEqual(key, _browser.Key);
    }

    [Theory]
    [InlineData("address.city", "Be\0rn")]
    [InlineData("address.city", "Be\u202ern")]
    public async Task An_unprintable_character_is_refused_beside_its_field(string field, string value)
    {
        await FillCartAsync();
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Typed((field, value)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, _browser.Status);
        Assert.Contains($"id=\"{field}-error\">Use at most 256 characters, without control characters.</p>", _browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_card_is_refused_at_the_form()
    {
        await FillCartAsync();
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Typed(("creditCard.creditCardExpirationYear", "2020")));

        Assert.Contains("""id="creditCard.creditCardExpirationYear-error">This card has expired.</p>""", _browser.Html, StringComparison.Ordinal);
        Assert.Empty(fixture.Shop.Requests.OfType<PlaceOrderRequest>());
    }

    [Fact]
    public async Task A_product_that_the_catalog_does_not_have_is_not_added()
    {
        await _browser.OpenAsync("/");
        await _browser.SubmitAsync("/cart/items", ("productId", "NONE"), ("quantity", "1"));

        Assert.Equal(HttpStatusCode.NotFound, _browser.Status);
        Assert.Contains("Your cart was not changed. No product NONE.", _browser.Html, StringComparison.Ordinal);
        Assert.Empty(fixture.Shop.Requests.OfType<AddItemRequest>());
    }

    [Fact]
    public async Task A_product_that_the_catalog_does_not_have_is_not_set()
    {
        await FillCartAsync();
        await _browser.SubmitAsync("/cart/items/NONE", ("quantity", "3"));

        Assert.Equal((HttpStatusCode.NotFound, 1), (_browser.Status, _browser.Count("cart-dropdown-item")));
    }

    [Fact]
    public async Task A_currency_that_the_shop_does_not_take_is_named_at_the_form()
    {
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Invalid(("user_currency", "is no currency."));
        await FillCartAsync();
        await _browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer);

        Assert.Equal("You were not charged. Choose another currency: the shop does not take this one.", _browser.Text("checkout-error"));
    }

    public void Dispose() => _browser.Dispose();

    private async Task FillCartAsync()
    {
        await _browser.OpenAsync("/product/HQTGWGPNH4");
        await _browser.SubmitAsync("/cart/items", ("productId", ShopState.Book), ("quantity", "1"));
    }
}
