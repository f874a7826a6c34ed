using System.Net;
using OtelShop.Frontend.Tests.Backends;
using Oteldemo;

namespace OtelShop.Frontend.Tests;

/// <summary>From the product to the confirmed order, by forms alone.</summary>
public sealed class PurchaseTests(ShopFixture fixture) : IClassFixture<ShopFixture>, IDisposable
{
    internal static readonly (string Name, string Value)[] Buyer =
    [
        ("email", "ann@example.com"), ("address.streetAddress", "1 Main St"), ("address.city", "Bern"), ("address.state", "BE"),
        ("address.country", "Switzerland"), ("address.zipCode", "3000"), ("creditCard.creditCardNumber", "4432-8015-6152-0454"),
        ("creditCard.creditCardCvv", "672"), ("creditCard.creditCardExpirationMonth", "1"), ("creditCard.creditCardExpirationYear", "2030"),
    ];

    private readonly Browser _browser = fixture.Browser();

    [Fact]
    public async Task A_product_put_into_the_cart_is_there_with_its_cost()
    {
        await FillCartAsync(quantity: "2");

        Assert.Equal(("/cart", "1"), (_browser.Path, _browser.Text("cart-item-count")));
        Assert.Equal(("$8.99", "$10.97"), (_browser.Text("cart-shipping"), _browser.Text("cart-total")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("11")]
    [InlineData("-1")]
    [InlineData("two")]
    [InlineData("")]
    public async Task A_quantity_that_is_not_offered_is_refused_beside_its_field(string quantity)
    {
        await FillCartAsync(quantity);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "The Comet Book"), (_browser.Status, _browser.Text("product-name")));
        Assert.Contains("""<p class="error" id="quantity-error">Choose a quantity from 1 to 10.</p>""", _browser.Html, StringComparison.Ordinal);
        Assert.Empty(fixture.Shop.Requests.OfType<AddItemRequest>());
    }

    [Fact]
    public async Task A_quantity_that_is_set_twice_is_that_quantity()
    {
        await FillCartAsync(quantity: "5");
        await _browser.SubmitAsync("/cart/items/HQTGWGPNH4", ("quantity", "3"));
        await _browser.SubmitAsync("/cart/items/HQTGWGPNH4", ("quantity", "3"));

        Assert.Equal(3, fixture.Shop.Last<AddItemRequest>().Item.Quantity);
        Assert.Equal("$11.96", _browser.Text("cart-total"));
    }

    [Fact]
    public async Task A_removed_product_is_gone()
    {
        await FillCartAsync(quantity: "1");
        await _browser.SubmitAsync("/cart/items/HQTGWGPNH4", ("quantity", "0"));

        Assert.Contains("Your cart is empty.", _browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cart_can_be_emptied()
    {
        await FillCartAsync(quantity: "1");
        await _browser.SubmitAsync("/cart/empty");

        Assert.Equal((0, "/cart"), (_browser.Count("cart-item-count"), _browser.Path));
    }

    [Fact]
    public async Task The_checkout_form_is_filled_with_the_buyer_of_the_demo()
    {
        await FillCartAsync(quantity: "1");

        Assert.Contains("value=\"someone@example.com\"", _browser.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"4432-8015-6152-0454\"", _browser.Html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"2030\" selected>2030</option>", _browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_placed_order_is_confirmed_and_can_be_opened_again()
    {
        fixture.Shop.Order = Order();
        await FillCartAsync(quantity: "2");
        await _browser.SubmitAsync("/cart/checkout", Buyer);
        await _browser.OpenAsync("/cart/checkout/o-77");

        Assert.Equal(("o-77", "t-77", "$10.00"), (_browser.Text("order-id"), _browser.Text("order-tracking-id"), _browser.Text("order-total")));
        Assert.Contains("<h3>The Comet Book</h3>", _browser.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task The_confirmation_tells_when_the_cart_is_still_full(bool cannotBeEmptied, int notices)
    {
        fixture.Shop.Order = Order();
        await FillCartAsync(quantity: "2");
        fixture.Shop.CartsCannotBeEmptied = cannotBeEmptied;
        await _browser.SubmitAsync("/cart/checkout", Buyer);

        Assert.Equal(("o-77", notices), (_browser.Text("order-id"), _browser.Count("cart-kept")));
    }

    [Fact]
    public async Task The_order_is_placed_for_the_visitor_with_what_was_typed()
    {
        fixture.Shop.Order = Order();
        await FillCartAsync(quantity: "2");
        await _browser.SubmitAsync("/cart/checkout", Buyer);

        var order = fixture.Shop.Last<PlaceOrderRequest>();
        Assert.Equal(fixture.Shop.Last<AddItemRequest>().UserId, order.UserId);
        Assert.Equal(("ann@example.com", "USD", "Bern", 672, 2030), (order.Email, order.UserCurrency, order.Address.City, order.CreditCard.CreditCardCvv, order.CreditCard.CreditCardExpirationYear));
    }

    [Fact]
    public async Task An_order_has_the_currency_of_its_form_although_another_tab_chose_another()
    {
        fixture.Shop.Order = Order();
        await FillCartAsync(quantity: "2");
        (await _browser.PostAsync("/currency", ("currency_code", "EUR"), ("return_to", "/"))).Dispose();
        await _browser.SubmitAsync("/cart/checkout", [.. Buyer, ("userCurrency", "USD")]);

        Assert.Equal("USD", fixture.Shop.Last<PlaceOrderRequest>().UserCurrency);
    }

    [Fact]
    public async Task A_cart_that_another_tab_changed_is_shown_before_it_is_ordered()
    {
        fixture.Shop.Order = Order();
        await FillCartAsync(quantity: "2");
        var shown = _browser.Hidden("cartVersion");
        (await _browser.PostAsync("/cart/items/HQTGWGPNH4", ("quantity", "5"))).Dispose();
        await _browser.SubmitAsync("/cart/checkout", [.. Buyer, ("cartVersion", shown)]);

        Assert.Equal(HttpStatusCode.Conflict, _browser.Status);
        Assert.Contains("Your cart has changed", _browser.Text("checkout-error"), StringComparison.Ordinal);
        Assert.Empty(fixture.Shop.Requests.OfType<PlaceOrderRequest>());
    }

    [Fact]
    public async Task The_cart_that_was_shown_is_ordered()
    {
        fixture.Shop.Order = Order();
        await FillCartAsync(quantity: "2");
        await _browser.SubmitAsync("/cart/checkout", [.. Buyer, ("cartVersion", _browser.Hidden("cartVersion"))]);

        Assert.Equal(1, _browser.Count("order-confirmation"));
    }

    [Fact]
    public async Task The_form_names_the_currency_of_its_prices()
    {
        await FillCartAsync(quantity: "2");

        Assert.Contains("name=\"userCurrency\" value=\"USD\"", _browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_with_a_nonsensical_notice_is_the_orders_page()
    {
        fixture.Shop.Order = Order();
        await FillCartAsync(quantity: "1");
        await _browser.SubmitAsync("/cart/checkout", Buyer);
        await _browser.OpenAsync("/cart/checkout/o-77?cartIsKept=abc");

        Assert.Equal((HttpStatusCode.OK, 0), (_browser.Status, _browser.Count("cart-kept")));
    }

    [Fact]
    public async Task Another_browser_does_not_see_the_order()
    {
        fixture.Shop.Order = Order();
        await FillCartAsync(quantity: "1");
        await _browser.SubmitAsync("/cart/checkout", Buyer);
        using var other = fixture.Browser();
        await other.OpenAsync("/cart/checkout/o-77");

        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    [Fact]
    public async Task An_empty_or_unreadable_field_is_refused_and_the_rest_is_kept()
    {
        await FillCartAsync(quantity: "1");
        await _browser.SubmitAsync("/cart/checkout", Typed(("email", " "), ("address.city", "Zürich"), ("creditCard.creditCardCvv", "abc")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, _browser.Status);
        Assert.Contains("""id="email-error">Fill in this field.</p>""", _browser.Html, StringComparison.Ordinal);
        Assert.Contains("""id="creditCard.creditCardCvv-error">Enter the 3 digits printed on the card.</p>""", _browser.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Z&#xFC;rich\"", _browser.Html, StringComparison.Ordinal);
        Assert.Empty(fixture.Shop.Requests.OfType<PlaceOrderRequest>());
    }

    [Fact]
    public async Task What_the_shop_refuses_stands_beside_its_field()
    {
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Invalid(("credit_card.credit_card_number", "It fails the check digit."));
        await FillCartAsync(quantity: "1");
        await _browser.SubmitAsync("/cart/checkout", Buyer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, _browser.Status);
        Assert.Contains("""id="creditCard.creditCardNumber-error">It fails the check digit.</p>""", _browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declined_card_is_told_above_the_form()
    {
        fixture.Shop.Refusals[typeof(PlaceOrderRequest)] = Refusal.Precondition("CARD_DECLINED", "The card was declined.");
        await FillCartAsync(quantity: "1");
        await _browser.SubmitAsync("/cart/checkout", Buyer);

        Assert.Equal((HttpStatusCode.Conflict, "You were not charged. The card was declined."), (_browser.Status, _browser.Text("checkout-error")));
    }

    [Theory]
    [InlineData("/cart/checkout")]
    [InlineData("/cart/items")]
    [InlineData("/cart/items/HQTGWGPNH4")]
    [InlineData("/cart/empty")]
    public async Task The_address_of_a_form_opened_as_a_page_leads_to_the_cart(string path)
    {
        await _browser.OpenAsync(path);

        Assert.Equal((HttpStatusCode.OK, "/cart"), (_browser.Status, _browser.Path));
    }

    public void Dispose() => _browser.Dispose();

    private static OrderResult Order() => new()
    {
        OrderId = "o-77",
        ShippingTrackingId = "t-77",
        ShippingCost = ShopState.Usd(8, 990_000_000),
        ShippingAddress = new Address { StreetAddress = "1 Main St", City = "Bern", Country = "Switzerland", ZipCode = "3000" },
        Items = { new OrderItem { Cost = ShopState.Usd(0, 990_000_000), Item = new CartItem { ProductId = ShopState.Book, Quantity = 2 }, ProductName = "The Comet Book" } },
    };

    internal static (string Name, string Value)[] Typed(params (string Name, string Value)[] changes) =>
        [.. Buyer.Where(field => changes.All(change => change.Name != field.Name)).Concat(changes)];

    private async Task FillCartAsync(string quantity)
    {
        await _browser.OpenAsync("/product/HQTGWGPNH4");
        await _browser.SubmitAsync("/cart/items", ("productId", ShopState.Book), ("quantity", quantity));
    }
}
