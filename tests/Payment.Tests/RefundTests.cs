using Grpc.Core;
using Oteldemo;
using OtelShop.Payments;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Payment.Tests;

public sealed class RefundTests(PostgresServer postgres) : PaymentTest(postgres)
{
    [Fact]
    public async Task A_refund_gives_the_whole_charge_back()
    {
        var transaction = await ChargeAsync(Charge(amount: 12.34m));

        var refund = await Payment.RefundAsync(new RefundRequest { TransactionId = transaction });

        Assert.Equal(Money.FromDecimal("USD", 12.34m), refund.Amount);
    }

    [Fact]
    public async Task A_charge_can_be_refunded_by_its_key()
    {
        await ChargeAsync(Charge("order 1"));

        await Payment.RefundAsync(RefundOf("order 1"));

        Assert.Equal(0, await CountChargesAsync());
    }

    [Fact]
    public async Task Refunding_again_answers_the_same_refund()
    {
        var transaction = await ChargeAsync(Charge("order 1"));
        var first = await Payment.RefundAsync(new RefundRequest { TransactionId = transaction });

        Assert.Equal(first, await Payment.RefundAsync(RefundOf("order 1")));
    }

    [Fact]
    public async Task A_refund_is_counted_once_by_its_currency()
    {
        using var refunds = Host.Services.Collect<long>(PaymentTelemetry.SourceName, "demo.payment.refunds");
        await ChargeAsync(Charge("order 1"));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ => await Payment.RefundAsync(RefundOf("order 1"))));

        Assert.Equal("USD", Assert.Single(refunds.GetMeasurementSnapshot()).Tags["demo.payment.currency"]);
    }

    [Fact]
    public async Task Refunds_at_the_same_time_give_the_money_back_once()
    {
        await ChargeAsync(Charge("order 1"));

        var refunds = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ => await Payment.RefundAsync(RefundOf("order 1"))));

        Assert.Single(refunds.Distinct());
    }

    [Fact]
    public async Task A_charge_that_was_never_made_is_not_found()
    {
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(RefundOf("order 1"))).StatusCode);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(new RefundRequest { TransactionId = Guid.NewGuid().ToString() })).StatusCode);
    }

    [Fact]
    public async Task A_charge_that_arrives_after_its_refund_is_not_made()
    {
        await RefusedAsync(RefundOf("order 1"));

        var refusal = await RefusedAsync(Charge("order 1"));

        Assert.Equal((StatusCode.FailedPrecondition, "CHARGE_VOIDED"), (refusal.StatusCode, refusal.Reason()));
    }

    [Fact]
    public async Task A_refunded_charge_is_not_made_again()
    {
        await ChargeAsync(Charge("order 1"));
        await Payment.RefundAsync(RefundOf("order 1"));

        var refusal = await RefusedAsync(Charge("order 1"));

        Assert.Equal((StatusCode.FailedPrecondition, "CHARGE_REFUNDED"), (refusal.StatusCode, refusal.Reason()));
    }

    [Fact]
    public async Task A_charge_and_its_refund_at_the_same_time_leave_nothing_charged()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(n => new[]
        {
            Record.ExceptionAsync(async () => await Payment.ChargeAsync(Charge($"order {n}"))).AsTask(),
            Record.ExceptionAsync(async () => await Payment.RefundAsync(RefundOf($"order {n}"))).AsTask(),
        }));

        Assert.Equal(0, await CountChargesAsync());
    }

    [Theory]
    [InlineData(null, "transaction_id")]
    [InlineData("", "transaction_id")]
    [InlineData("not an id", "transaction_id")]
    public async Task A_refund_names_its_charge(string? transaction, string field)
    {
        var request = transaction is null ? new RefundRequest() : new RefundRequest { TransactionId = transaction };

        var refusal = await RefusedAsync(request);

        Assert.Equal((StatusCode.InvalidArgument, field), (refusal.StatusCode, Assert.Single(refusal.Fields())));
    }

    [Fact]
    public async Task An_empty_key_names_no_charge()
    {
        Assert.Equal(["idempotency_key"], (await RefusedAsync(RefundOf(""))).Fields());
    }
}
