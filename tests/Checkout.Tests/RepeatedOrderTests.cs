using Grpc.Core;
using OtelShop.ServiceDefaults.Rpc;
using OtelShop.Testing.Services;
using Oteldemo;

namespace OtelShop.Checkout.Tests;

public sealed class RepeatedOrderTests(Backing backing) : CheckoutTest(backing)
{
    private const string Key = "5f4dcc3b";

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

        var orders = await Task.WhenAll(Enumerable.Range(0, 32).Select(number => PlaceAsync($"{number}")));

        Assert.Equal((1, 1), (orders.Distinct().Count(), Shop.Payment.Charged.Count));
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

    private async Task<OrderResult> PlaceAsync(string key, int replica = 0)
    {
        var request = Orders.By(User);
        request.IdempotencyKey = key;
        return (await CheckoutOf(replica).PlaceOrderAsync(request)).Order;
    }
}
