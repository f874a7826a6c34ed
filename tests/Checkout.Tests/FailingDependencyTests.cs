using Grpc.Core;
using OtelShop.Checkout.Tests.Fakes;

namespace OtelShop.Checkout.Tests;

public sealed class FailingDependencyTests(Backing backing) : CheckoutTest(backing)
{
    [Theory]
    [InlineData("cart")]
    [InlineData("product-catalog")]
    [InlineData("currency")]
    [InlineData("quote")]
    [InlineData("payment")]
    public async Task An_order_is_unavailable_while_a_dependency_is(string dependency)
    {
        FailureOf(dependency).Set(StatusCode.Unavailable);

        var refusal = await FailingToBuyAsync("EUR");

        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
    }

    [Theory]
    [InlineData(StatusCode.Unknown)]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.ResourceExhausted)]
    public async Task A_dependency_that_breaks_makes_the_order_unavailable(StatusCode code)
    {
        Shop.Payment.ChargeFails.Set(code);

        var refusal = await FailingToBuyAsync();

        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
    }

    [Fact]
    public async Task A_charge_whose_answer_was_lost_is_given_back()
    {
        Shop.Payment.ChargeAnswerLost.Set(StatusCode.Unavailable);

        await FailingToBuyAsync();

        Assert.Equal((0, 1), (Shop.Payment.Charged.Count, Shop.Payment.Refunded.Count));
    }

    [Fact]
    public async Task A_caller_that_disconnects_during_the_charge_still_gets_the_order()
    {
        using var hangUp = new CancellationTokenSource();
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        Shop.Payment.WhileCharging = _ =>
        {
            begun.SetResult();
            return ended.Task;
        };
        Shop.Cart.Put(User, ("LAMP", 1));
        var order = Checkout.PlaceOrderAsync(Orders.By(User), cancellationToken: hangUp.Token).ResponseAsync;
        await begun.Task;
        await hangUp.CancelAsync();
        // On the same connection, so once this is answered checkout knows that the caller is gone.
        await RefusedAsync(new());
        ended.SetResult();

        await Shop.Email.NextAsync(Patience);
        await Assert.ThrowsAsync<RpcException>(() => order);
    }

    [Fact]
    public async Task A_caller_that_disconnects_before_the_charge_is_not_charged()
    {
        using var hangUp = new CancellationTokenSource();
        Shop.Catalog.WhileAsked = async token =>
        {
            await hangUp.CancelAsync();
            await new TaskCompletionSource().Task.WaitAsync(token);
        };
        Shop.Cart.Put(User, ("LAMP", 1));

        await Assert.ThrowsAsync<RpcException>(async () =>
            await Checkout.PlaceOrderAsync(Orders.By(User), cancellationToken: hangUp.Token));
        await StopAsync();

        Assert.Empty(Shop.Payment.Charged);
    }

    private Failure FailureOf(string dependency) => dependency switch
    {
        "cart" => Shop.Cart.GetFails,
        "product-catalog" => Shop.Catalog.Fails,
        "currency" => Shop.Currency.Fails,
        "quote" => Shop.Shipping.QuoteFails,
        _ => Shop.Payment.ChargeFails,
    };
}
