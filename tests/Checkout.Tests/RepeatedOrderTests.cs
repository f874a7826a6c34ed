using Grpc.Core;
using OtelShop.Checkouts.Placement;
using OtelShop.ServiceDefaults.Rpc;
using OtelShop.Testing.Services;
using Oteldemo;

namespace OtelShop.Checkout.Tests;

public sealed class RepeatedOrderTests(Backing backing) : CheckoutTest(backing)
{
    private const string Key = "5f4dcc3b";
    private const string CartEmpty = "CART_EMPTY";

    [Fact]
    public async Task A_repeated_key_answers_with_the_same_order()
    {
        Shop.Cart.Put(User, ("LAMP", 2));
        var first = await PlaceAsync(Key);

        var repeated = await PlaceAsync(Key);

        Assert.Equal((first, 1), (repeated, Shop.Payment.Charged.Count));
    }

    [Theory]
    [InlineData(Key)]
    [InlineData("")]
    public async Task Requests_for_one_cart_at_once_place_one_order(string key)
    {
        Shop.Cart.Put(User, ("LAMP", 2));

        var orders = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => PlaceAsync(key)));

        Assert.Equal((1, 1, 1), (orders.Distinct().Count(), Shop.Payment.Charged.Count, Shop.Shipping.Shipped.Count));
    }

    [Fact]
    public async Task Requests_for_one_cart_with_different_keys_place_one_order()
    {
        Shop.Cart.Put(User, ("LAMP", 2));

        // A request that comes late finds an empty cart.
        var orders = await Task.WhenAll(Enumerable.Range(0, 32).Select(number => TryPlaceAsync(User, $"{number}")));

        Assert.Equal((1, 1), (orders.OfType<string>().Distinct().Count(), Shop.Payment.Charged.Count));
    }

    [Fact]
    public async Task Two_replicas_place_one_order()
    {
        Start();
        Shop.Cart.Put(User, ("LAMP", 2));

        var orders = await Task.WhenAll(Enumerable.Range(0, 32).Select(number => PlaceAsync(Key, replica: number % 2)));

        Assert.Equal((1, 1), (orders.Distinct().Count(), Shop.Payment.Charged.Count));
    }

    [Fact]
    public async Task Each_key_has_one_order_under_load()
    {
        var orders = await Concurrently.CallAsync(async number =>
        {
            var user = $"{User}-{number / 4}";
            if (Shop.Cart.LinesOf(user) == 0 && number % 4 == 0)
                Shop.Cart.Put(user, ("LAMP", 1));
            return (user, await TryPlaceAsync(user, Key));
        });

        Assert.All(orders.GroupBy(order => order.user, order => order.Item2), ofUser => Assert.Single(ofUser.OfType<string>().Distinct()));
        Assert.Equal(500, Shop.Payment.Charged.Count);
    }

    [Fact]
    public async Task Without_a_key_the_order_that_has_just_emptied_the_cart_is_repeated()
    {
        var first = await BuyAsync();

        Assert.Equal(first, await PlaceAsync(""));
    }

    [Theory]
    [MemberData(nameof(OtherDetails))]
    public async Task Without_a_key_other_details_do_not_reveal_the_order(Action<PlaceOrderRequest> change)
    {
        await BuyAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => PlaceAsync("", change: change));

        Assert.Equal((StatusCode.FailedPrecondition, CartEmpty, 1), (refusal.StatusCode, refusal.Reason(), Shop.Payment.Charged.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_requests_for_one_cart_with_two_addresses_at_once_one_gets_its_order(bool haveKeys)
    {
        Shop.Cart.Put(User, ("LAMP", 2));

        var cities = await Task.WhenAll(Enumerable.Range(0, 32).Select(async number =>
        {
            try
            {
                var order = await PlaceAsync(haveKeys ? $"{number}" : "", change: request => request.Address.City = $"{number % 2}");
                return (Asked: $"{number % 2}", Got: order.ShippingAddress.City);
            }
            catch (RpcException error) when (error.Reason() == CartEmpty)
            {
                return (Asked: $"{number % 2}", Got: "refused");
            }
        }));

        Assert.All(cities.Where(city => city.Got != "refused"), city => Assert.Equal(city.Asked, city.Got));
        Assert.Equal((1, 1), (cities.Where(city => city.Got != "refused").Distinct().Count(), Shop.Payment.Charged.Count));
    }

    [Fact]
    public async Task A_cart_filled_again_is_another_order()
    {
        var first = await BuyAsync();

        var second = await BuyAsync();

        Assert.NotEqual(first.OrderId, second.OrderId);
    }

    [Fact]
    public async Task Keys_of_different_users_are_different()
    {
        Shop.Cart.Put(User, ("LAMP", 2));
        Shop.Cart.Put("other user", ("LAMP", 2));
        await PlaceAsync(Key);

        await TryPlaceAsync("other user", Key);

        Assert.Equal(2, Shop.Payment.Charged.Count);
    }

    [Fact]
    public async Task A_key_outlives_a_restart()
    {
        Shop.Cart.Put(User, ("LAMP", 2));
        var first = await PlaceAsync(Key);
        await StopAsync();
        Start();

        Assert.Equal(first, await PlaceAsync(Key));
    }

    [Fact]
    public async Task A_key_whose_card_was_declined_can_be_used_again()
    {
        Shop.Cart.Put(User, ("LAMP", 2));
        Shop.Payment.ChargeFails.SetReason("CARD_EXPIRED");
        await Assert.ThrowsAsync<RpcException>(() => PlaceAsync(Key));
        Shop.Payment.ChargeFails.Clear();

        Assert.NotEmpty((await PlaceAsync(Key)).OrderId);
    }

    public static TheoryData<Action<PlaceOrderRequest>> OtherDetails => new()
    {
        request => request.Email = "other@example.com",
        request => request.UserCurrency = "EUR",
        request => request.Address.City = "Bern",
        request => request.CreditCard.CreditCardNumber = "4000-0027-6000-0016",
        request => request.CreditCard.CreditCardExpirationYear = 2040,
    };

    [Theory]
    [MemberData(nameof(OtherDetails))]
    public async Task A_key_of_a_placed_order_with_other_details_is_refused(Action<PlaceOrderRequest> change)
    {
        Shop.Cart.Put(User, ("LAMP", 2));
        await PlaceAsync(Key);
        Shop.Cart.Put(User, ("LAMP", 2));

        var refusal = await Assert.ThrowsAsync<RpcException>(() => PlaceAsync(Key, change: change));

        Assert.Equal((StatusCode.FailedPrecondition, OrderFailureReasons.KeyReused, 1), (refusal.StatusCode, refusal.Reason(), Shop.Payment.Charged.Count));
    }

    [Fact]
    public async Task A_code_that_is_typed_again_and_a_number_written_otherwise_are_the_same_details()
    {
        Shop.Cart.Put(User, ("LAMP", 2));
        var first = await PlaceAsync(Key);

        Assert.Equal(first, await PlaceAsync(Key, change: request =>
        {
            request.CreditCard.CreditCardCvv = 673;
            request.CreditCard.CreditCardNumber = Orders.CardNumber.Replace("-", "", StringComparison.Ordinal);
        }));
    }

    [Fact]
    public async Task A_declined_order_is_sent_again_with_its_key_and_another_card()
    {
        Shop.Cart.Put(User, ("LAMP", 2));
        Shop.Payment.ChargeFails.SetReason("CARD_EXPIRED");
        await Assert.ThrowsAsync<RpcException>(() => PlaceAsync(Key));
        Shop.Payment.ChargeFails.Clear();

        var order = await PlaceAsync(Key, change: request => request.CreditCard.CreditCardNumber = "4000-0027-6000-0016");

        Assert.Equal("4000-0027-6000-0016", Shop.Payment.Charged[order.OrderId].CreditCard.CreditCardNumber);
    }

    [Fact]
    public async Task Of_requests_with_one_key_and_two_cards_at_once_one_card_is_charged()
    {
        Shop.Cart.Put(User, ("LAMP", 2));

        var orders = await Task.WhenAll(Enumerable.Range(0, 32).Select(async number =>
        {
            try
            {
                return (await PlaceAsync(Key, change: request => request.CreditCard.CreditCardExpirationYear = 2039 + (number % 2))).OrderId;
            }
            catch (RpcException error) when (error.Reason() == OrderFailureReasons.KeyReused)
            {
                return "refused";
            }
        }));

        Assert.Equal((1, 16), (Shop.Payment.Charged.Count, orders.Count(order => order == "refused")));
        Assert.Equal(2, orders.Distinct().Count());
    }

    [Fact]
    public async Task The_stored_request_reveals_neither_card_number_nor_code()
    {
        Shop.Cart.Put(User, ("LAMP", 2));
        var order = await PlaceAsync(Key);
        var stored = await QueryAsync<byte[]>($"SELECT request_fingerprint FROM checkout.orders WHERE order_id = '{order.OrderId}'");

        var similar = Orders.By(User);
        (similar.CreditCard.CreditCardNumber, similar.CreditCard.CreditCardCvv) = ("4000-0000-0000-0454", 1);

        Assert.Equal(RequestFingerprint.Of(similar), stored);
    }

    [Fact]
    public async Task A_key_whose_order_was_refunded_can_be_used_again()
    {
        Shop.Cart.Put(User, ("LAMP", 2));
        Shop.Payment.ChargeAnswerLost.Set(StatusCode.Unavailable, times: 1);
        var failure = await Assert.ThrowsAsync<RpcException>(() => PlaceAsync(Key));

        var order = await PlaceAsync(Key);

        Assert.Equal((OrderFailureReasons.NotPlaced, order.OrderId), (failure.Reason(), Assert.Single(Shop.Payment.Charged).Key));
    }

    private async Task<string?> TryPlaceAsync(string user, string key)
    {
        var request = Orders.By(user);
        request.IdempotencyKey = key;
        try
        {
            return (await Checkout.PlaceOrderAsync(request)).Order.OrderId;
        }
        catch (RpcException error) when (error.Reason() == "CART_EMPTY")
        {
            return null;
        }
    }

    private async Task<OrderResult> PlaceAsync(string key, int replica = 0, Action<PlaceOrderRequest>? change = null)
    {
        var request = Orders.By(User);
        request.IdempotencyKey = key;
        change?.Invoke(request);
        return (await CheckoutOf(replica).PlaceOrderAsync(request)).Order;
    }
}
