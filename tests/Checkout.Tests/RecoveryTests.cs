using Grpc.Core;
using OtelShop.Testing.Services;
using Oteldemo;

namespace OtelShop.Checkout.Tests;

public sealed class RecoveryTests(Backing backing) : CheckoutTest(backing)
{
    [Fact]
    public async Task An_order_whose_process_died_after_the_charge_is_refunded()
    {
        var order = await LeaveChargedOrderAsync(age: "1 hour");

        await Eventually.HoldsAsync(async () => await StateOfAsync(order) == "refunded");

        Assert.True(Shop.Payment.Refunded.ContainsKey(order));
    }

    [Fact]
    public async Task An_order_that_may_still_be_running_is_left_alone()
    {
        var running = await LeaveChargedOrderAsync(age: "1 second");
        var abandoned = await LeaveChargedOrderAsync(age: "1 hour");

        await Eventually.HoldsAsync(async () => await StateOfAsync(abandoned) == "refunded");

        Assert.Equal("pending", await StateOfAsync(running));
    }

    [Fact]
    public async Task An_order_that_died_before_the_charge_is_settled_as_well()
    {
        var order = await LeaveChargedOrderAsync(age: "1 hour");
        Shop.Payment.Charged.Clear();

        await Eventually.HoldsAsync(async () => await StateOfAsync(order) == "refunded");
    }

    [Fact]
    public async Task A_refund_that_payment_could_not_give_is_given_once_payment_is_back()
    {
        Shop.Shipping.ShipFails.Set(StatusCode.Unavailable);
        Shop.Payment.RefundFails.Set(StatusCode.Unavailable);
        await FailingToBuyAsync();

        Shop.Payment.RefundFails.Clear();

        await Eventually.HoldsAsync(async () => await QueryAsync<string>("SELECT state FROM checkout.orders") == "refunded");
    }

    [Fact]
    public async Task An_order_given_up_while_it_was_shipped_is_not_confirmed()
    {
        Shop.Shipping.WhileShipping = () => ExecuteAsync("UPDATE checkout.orders SET state = 'refunding'");

        var refusal = await FailingToBuyAsync();

        Assert.Equal((StatusCode.Unavailable, 0), (refusal.StatusCode, Shop.Payment.Charged.Count));
    }

    [Fact]
    public async Task A_confirmed_order_is_never_refunded()
    {
        var confirmed = await BuyAsync();
        await ExecuteAsync("UPDATE checkout.orders SET created_at = created_at - interval '1 hour'");
        var abandoned = await LeaveChargedOrderAsync(age: "1 hour");

        await Eventually.HoldsAsync(async () => await StateOfAsync(abandoned) == "refunded");

        Assert.Equal("confirmed", await StateOfAsync(confirmed.OrderId));
    }

    private async Task<string> LeaveChargedOrderAsync(string age)
    {
        var order = Guid.NewGuid().ToString();
        Shop.Payment.Charged[order] = new ChargeRequest { Amount = Money.FromDecimal("USD", 10m), IdempotencyKey = order };
        await ExecuteAsync(
            $"""
            INSERT INTO checkout.orders (order_id, user_id, state, currency_code, shipping_amount, total_amount, created_at)
            VALUES ('{order}', '{User}', 'pending', 'USD', 1, 10, now() - interval '{age}')
            """);
        return order;
    }

    private Task<string> StateOfAsync(string order) => QueryAsync<string>($"SELECT state FROM checkout.orders WHERE order_id = '{order}'");
}
