using Grpc.Core;
using Oteldemo;
using OtelShop.Contracts;
using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

public sealed class RefusedOrderTests(Backing backing) : CheckoutTest(backing)
{
    public static TheoryData<string, Action<PlaceOrderRequest>> WrongFields => new()
    {
        { "credit_card.credit_card_cvv", order => order.CreditCard.CreditCardCvv = 1_234 },
        { "credit_card.credit_card_cvv", order => order.CreditCard.CreditCardCvv = CardCode.Invalid },
        { "address.city", order => order.Address.City = "Mountain\u202eweiV" },
        { "user_id", order => order.UserId = "" },
        { "user_currency", order => order.UserCurrency = "" },
        { "user_currency", order => order.UserCurrency = "usd" },
        { "user_currency", order => order.UserCurrency = "DOLLAR" },
        { "email", order => order.Email = "" },
        { "email", order => order.Email = "nobody" },
        { "email", order => order.Email = "Some One <someone@example.com>" },
        { "email", order => order.Email = "someone@example.com\r\nBcc: other@example.com" },
        { "credit_card", order => order.CreditCard = null },
        { "address", order => order.Address = null },
        { "address.street_address", order => order.Address.StreetAddress = " " },
        { "address.city", order => order.Address.City = "" },
        { "address.state", order => order.Address.State = "" },
        { "address.country", order => order.Address.Country = "" },
        { "address.zip_code", order => order.Address.ZipCode = "" },
        { "address.city", order => order.Address.City = new string('x', 257) },
        { "address.city", order => order.Address.City = "Mountain\0View" },
        { "user_id", order => order.UserId = "user\0" },
        { "email", order => order.Email = $"{new string('x', 243)}@example.com" },
        { "email", order => order.Email = "someone@localhost" },
        { "idempotency_key", order => order.IdempotencyKey = new string('x', 257) },
        { "idempotency_key", order => order.IdempotencyKey = "key\n" },
    };

    [Theory]
    [MemberData(nameof(WrongFields))]
    public async Task A_wrong_field_is_named(string field, Action<PlaceOrderRequest> spoil)
    {
        Shop.Cart.Put(User, ("LAMP", 1));
        var order = Orders.By(User);
        spoil(order);

        var refusal = await RefusedAsync(order);

        Assert.Equal((StatusCode.InvalidArgument, field), (refusal.StatusCode, Assert.Single(refusal.Fields())));
    }

    [Fact]
    public async Task All_wrong_fields_are_named_at_once()
    {
        var refusal = await RefusedAsync(new PlaceOrderRequest());

        Assert.Equal(["user_id", "user_currency", "email", "credit_card", "address"], refusal.Fields());
    }

    [Fact]
    public async Task An_order_that_costs_more_than_a_card_can_be_charged_is_refused()
    {
        Shop.Catalog.Offer("OBSERVATORY", 1_000_000_000m);
        Shop.Cart.Put(User, ("OBSERVATORY", 10));

        var refusal = await RefusedAsync(Orders.By(User));

        Assert.Equal((StatusCode.FailedPrecondition, "ORDER_TOTAL_TOO_HIGH", 0), (refusal.StatusCode, refusal.Reason(), Shop.Payment.Charged.Count));
    }

    [Fact]
    public async Task An_empty_cart_cannot_be_ordered()
    {
        var refusal = await RefusedAsync(Orders.By(User));

        Assert.Equal((StatusCode.FailedPrecondition, "CART_EMPTY"), (refusal.StatusCode, refusal.Reason()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public async Task A_line_with_an_impossible_quantity_cannot_be_ordered(int quantity)
    {
        Shop.Cart.Put(User, ("TELESCOPE", 1), ("LAMP", quantity));

        var refusal = await RefusedAsync(Orders.By(User));

        Assert.Equal((StatusCode.FailedPrecondition, "CART_QUANTITY_INVALID"), (refusal.StatusCode, refusal.Reason()));
    }

    [Fact]
    public async Task An_order_of_too_many_lines_cannot_be_mailed_and_is_refused()
    {
        Shop.Cart.Put(User, [.. Enumerable.Range(0, 1_001).Select(number => ($"PRODUCT-{number}", 1))]);

        var refusal = await RefusedAsync(Orders.By(User));

        Assert.Equal((StatusCode.FailedPrecondition, "CART_TOO_LARGE"), (refusal.StatusCode, refusal.Reason()));
    }

    [Fact]
    public async Task An_international_email_address_is_accepted()
    {
        Shop.Cart.Put(User, ("LAMP", 1));
        var order = Orders.By(User);
        order.Email = "jürgen@münchen.example";

        await Checkout.PlaceOrderAsync(order);

        Assert.Equal(order.Email, (await Shop.Email.NextAsync(Patience)).Request.Email);
    }

    [Fact]
    public async Task A_product_that_is_gone_is_not_found()
    {
        Shop.Cart.Put(User, ("TELESCOPE", 1), ("GONE", 1));

        var refusal = await RefusedAsync(Orders.By(User));

        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
    }

    [Fact]
    public async Task An_unknown_currency_is_a_wrong_field()
    {
        var refusal = await FailingToBuyAsync("XXX");

        Assert.Equal((StatusCode.InvalidArgument, "user_currency"), (refusal.StatusCode, Assert.Single(refusal.Fields())));
    }

    [Fact]
    public async Task A_declined_card_is_passed_on_with_the_reason_of_payment()
    {
        Shop.Payment.ChargeFails.SetReason("CARD_EXPIRED");

        var refusal = await FailingToBuyAsync();

        Assert.Equal((StatusCode.FailedPrecondition, "CARD_EXPIRED"), (refusal.StatusCode, refusal.Reason()));
    }

    [Fact]
    public async Task A_mistyped_card_is_passed_on_with_the_field_that_payment_named()
    {
        Shop.Payment.ChargeFails.SetViolation("credit_card.credit_card_number");

        var refusal = await FailingToBuyAsync();

        Assert.Equal((StatusCode.InvalidArgument, "credit_card.credit_card_number"), (refusal.StatusCode, Assert.Single(refusal.Fields())));
    }

    [Fact]
    public async Task A_refused_card_leaves_no_order_behind()
    {
        Shop.Payment.ChargeFails.SetReason("CARD_EXPIRED");

        await FailingToBuyAsync();

        Assert.Equal(0L, await QueryAsync<long>("SELECT count(*) FROM checkout.orders"));
    }

    [Fact]
    public async Task A_wrong_address_reaches_no_service()
    {
        Shop.Cart.Put(User, ("TELESCOPE", 1));
        var order = Orders.By(User);
        order.Address.City = "";

        await RefusedAsync(order);

        Assert.Equal((0, 0, 1), (Shop.Catalog.Asked.Count, Shop.Payment.Charged.Count, Shop.Cart.LinesOf(User)));
    }
}
