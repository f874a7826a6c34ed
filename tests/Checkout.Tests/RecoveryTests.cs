using Grpc.Core;
using Npgsql;
using OtelShop.Checkouts;
using OtelShop.ServiceDefaults.Rpc;
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
        Shop.Payment.ChargeAnswerLost.Set(StatusCode.Unavailable);
        Shop.Payment.RefundFails.Set(StatusCode.Unavailable);
        await FailingToBuyAsync();

        Shop.Payment.RefundFails.Clear();

        await Eventually.HoldsAsync(async () => await QueryAsync<string>("SELECT state FROM checkout.orders") == "refunded");
    }

    [Fact]
    public async Task An_order_given_up_while_it_was_charged_is_not_confirmed()
    {
        Shop.Payment.WhileCharging = _ => ExecuteAsync("UPDATE checkout.orders SET state = 'refunding'");

        var refusal = await FailingToBuyAsync();

        Assert.Equal((StatusCode.Unavailable, OrderFailureReasons.NotPlaced), (refusal.StatusCode, refusal.Reason()));
        await Eventually.HoldsAsync(() => Task.FromResult(Shop.Payment.Charged.IsEmpty));
    }

    [Fact]
    public async Task A_confirmation_that_another_attempt_committed_is_the_order()
    {
        Shop.Payment.WhileCharging = async order =>
        {
            // The earlier attempt: its commit comes after this attempt has taken its snapshot.
            var attempt = await BeginAsync($"UPDATE checkout.orders SET state = 'confirmed', transaction_id = 'earlier' WHERE order_id = '{order}'");
            _ = CommitOnceWaitedForAsync(attempt);
        };

        var order = await BuyAsync();

        Assert.Equal(("earlier", 0), (await QueryAsync<string>($"SELECT transaction_id FROM checkout.orders WHERE order_id = '{order.OrderId}'"), Shop.Payment.Refunded.Count));
    }

    [Fact]
    public async Task A_refund_that_fails_delays_no_other()
    {
        var stuck = await LeaveChargedOrderAsync(age: "2 hours");
        Shop.Payment.FailingRefund = stuck;
        await Eventually.HoldsAsync(() => Task.FromResult(Shop.Payment.RefundsAsked.Any(refund => refund.IdempotencyKey == stuck)));

        var next = await LeaveChargedOrderAsync(age: "1 hour");

        await Eventually.HoldsAsync(async () => await StateOfAsync(next) == "refunded");
        Assert.Equal("refunding", await StateOfAsync(stuck));
    }

    [Fact]
    public async Task A_refund_that_fails_is_retried_at_growing_intervals()
    {
        var stuck = await LeaveChargedOrderAsync(age: "1 hour");
        Shop.Payment.FailingRefund = stuck;

        await Eventually.HoldsAsync(async () => await QueryAsync<int>("SELECT refund_attempts FROM checkout.orders") >= 2);

        Assert.True(await QueryAsync<bool>("SELECT refund_due_at > now() + interval '1 second' FROM checkout.orders"));
    }

    [Fact]
    public async Task An_order_that_payment_cannot_refund_is_counted_and_not_asked_for_again()
    {
        using var unrefunded = Measure<long>(CheckoutTelemetry.UnrefundedOrders);
        Shop.Payment.RefundFails.Set(StatusCode.Unimplemented);
        var order = await LeaveChargedOrderAsync(age: "1 hour");
        await Eventually.HoldsAsync(async () => await StateOfAsync(order) == "unrefunded");

        Shop.Payment.RefundFails.Clear();
        var next = await LeaveChargedOrderAsync(age: "1 hour");
        await Eventually.HoldsAsync(async () => await StateOfAsync(next) == "refunded");

        Assert.Equal((1, 1), (unrefunded.GetMeasurementSnapshot().Count, Shop.Payment.RefundsAsked.Count(refund => refund.IdempotencyKey == order)));
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

    [Fact]
    public async Task An_order_of_a_dead_process_is_refunded_at_once()
    {
        var order = await LeaveChargedOrderAsync(age: "1 second", lease: "42");

        await Eventually.HoldsAsync(async () => await StateOfAsync(order) == "refunded");
    }

    [Fact]
    public async Task A_running_order_is_left_alone_by_other_replicas()
    {
        Start();
        // A dead process is given up at the second check, by which the running order has been seen twice.
        Shop.Payment.WhileCharging = async _ =>
        {
            var abandoned = await LeaveChargedOrderAsync(age: "1 second", lease: "42");
            await Eventually.HoldsAsync(async () => await StateOfAsync(abandoned) == "refunded");
        };

        var order = await BuyAsync();

        Assert.Equal("confirmed", await StateOfAsync(order.OrderId));
    }

    private async Task<string> LeaveChargedOrderAsync(string age, string lease = "NULL")
    {
        var order = Guid.NewGuid().ToString();
        Shop.Payment.Charged[order] = new ChargeRequest { Amount = Money.FromDecimal("USD", 10m), IdempotencyKey = order };
        await ExecuteAsync(
            $"""
            INSERT INTO checkout.orders (order_id, user_id, state, currency_code, shipping_amount, total_amount, process_lease, created_at)
            VALUES ('{order}', '{User}', 'pending', 'USD', 1, 10, {lease}, now() - interval '{age}')
            """);
        return order;
    }

    private async Task CommitOnceWaitedForAsync(NpgsqlTransaction attempt)
    {
        await Eventually.HoldsAsync(async () => await QueryAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") > 0);
        await attempt.CommitAsync();
        await attempt.Connection!.DisposeAsync();
    }

    private Task<string> StateOfAsync(string order) => QueryAsync<string>($"SELECT state FROM checkout.orders WHERE order_id = '{order}'");
}
