using System.Diagnostics;
using Grpc.Core;
using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

public sealed class PaymentUnreachableTests(Backing backing) : CheckoutTest(backing)
{
    private const string Flag = "paymentUnreachable";

    [Fact]
    public async Task An_order_is_unavailable_and_charges_nothing()
    {
        Flags.Set(Flag, true);

        var refusal = await FailingToBuyAsync();

        Assert.Equal((StatusCode.Unavailable, 0), (refusal.StatusCode, Shop.Payment.Charged.Count));
    }

    [Fact]
    public async Task The_order_is_settled_not_published_and_keeps_the_cart()
    {
        Flags.Set(Flag, true);

        await FailingToBuyAsync();

        Assert.Equal("refunded", await QueryAsync<string>("SELECT string_agg(state, ',') FROM checkout.orders"));
        Assert.Equal((0L, 3), (await QueryAsync<long>("SELECT count(*) FROM checkout.outbox"), Shop.Cart.LinesOf(User)));
    }

    [Fact]
    public async Task The_key_of_the_order_is_given_up_with_payment()
    {
        Flags.Set(Flag, true);

        await FailingToBuyAsync();

        var order = await QueryAsync<Guid>("SELECT order_id FROM checkout.orders");
        // Recovery may ask, too.
        Assert.Equal([order.ToString()], Shop.Payment.RefundsAsked.Select(refund => refund.IdempotencyKey).Distinct());
    }

    [Fact]
    public async Task The_next_order_is_charged_once_the_flag_is_off()
    {
        Flags.Set(Flag, true);
        await FailingToBuyAsync();
        Flags.Set(Flag, false);

        var order = await BuyAsync();

        Assert.Equal(order.OrderId, Assert.Single(Shop.Payment.Charged).Key);
    }

    [Fact]
    public async Task A_client_span_shows_the_host_that_does_not_exist()
    {
        using var spans = new SpanRecorder();
        Flags.Set(Flag, true);
        await FailingToBuyAsync();

        await spans.RequestAsync("PlaceOrder");

        Assert.Contains(spans.Finished, span =>
            span.Kind == ActivityKind.Client && span.Status == ActivityStatusCode.Error && span.GetTagItem("server.address") is "badaddress.invalid.");
    }
}
