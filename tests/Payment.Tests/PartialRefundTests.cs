using Grpc.Core;
using Oteldemo;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Payment.Tests;

public sealed class PartialRefundTests(PostgresServer postgres) : PaymentTest(postgres)
{
    private const string Order = "order 1";
    private const int Callers = 32;

    public static TheoryData<string, Money> WrongAmounts => new()
    {
        { "amount", Money.FromDecimal("USD", 0m) },
        { "amount", Money.FromDecimal("USD", -1m) },
        { "amount", Money.FromDecimal("USD", 0.001m) },
        { "amount.currency_code", Money.FromDecimal("EUR", 1m) },
        { "amount.currency_code", Money.FromDecimal("ZZZ", 1m) },
    };

    [Fact]
    public async Task A_part_of_a_charge_can_be_refunded_and_the_rest_later()
    {
        await ChargeAsync(Charge(Order, 12.34m));

        var part = await Payment.RefundAsync(Part(4m));
        var rest = await Payment.RefundAsync(RefundOf(Order));

        Assert.Equal((4m, 8.34m), (part.Amount.ToDecimal(), rest.Amount.ToDecimal()));
        Assert.Equal(rest, await Payment.RefundAsync(RefundOf(Order)));
        Assert.Equal(0, await CountChargesAsync());
    }

    [Fact]
    public async Task Parts_never_exceed_the_charge()
    {
        await ChargeAsync(Charge(Order, 10m));
        await Payment.RefundAsync(Part(9.99m));

        var refusal = await RefusedAsync(Part(0.02m));

        Assert.Equal((StatusCode.FailedPrecondition, "REFUND_EXCEEDS_CHARGE"), (refusal.StatusCode, refusal.Reason()));
    }

    [Fact]
    public async Task Parts_that_add_up_to_the_charge_refund_it()
    {
        await ChargeAsync(Charge(Order, 10m));
        await Payment.RefundAsync(Part(9.99m));
        var last = await Payment.RefundAsync(Part(0.01m));

        Assert.Equal(last, await Payment.RefundAsync(RefundOf(Order)));
        Assert.Equal("REFUND_EXCEEDS_CHARGE", (await RefusedAsync(Part(0.01m))).Reason());
        Assert.Equal("CHARGE_REFUNDED", (await RefusedAsync(Charge(Order, 10m))).Reason());
    }

    [Fact]
    public async Task A_whole_refund_leaves_nothing_for_a_part()
    {
        await ChargeAsync(Charge(Order, 10m));
        await Payment.RefundAsync(RefundOf(Order));

        Assert.Equal("REFUND_EXCEEDS_CHARGE", (await RefusedAsync(Part(0.01m))).Reason());
    }

    [Fact]
    public async Task Many_refunds_at_once_never_exceed_the_charge()
    {
        await ChargeAsync(Charge(Order, 100m));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Record.ExceptionAsync(async () => await Payment.RefundAsync(Part(7m))).AsTask()));

        Assert.Equal(14, outcomes.Count(outcome => outcome is null));
        Assert.All(outcomes.OfType<Exception>(), outcome => Assert.Equal("REFUND_EXCEEDS_CHARGE", Assert.IsType<RpcException>(outcome).Reason()));
        Assert.Equal(2m, (await Payment.RefundAsync(RefundOf(Order))).Amount.ToDecimal());
    }

    [Fact]
    public async Task Whole_and_partial_refunds_at_once_give_the_charge_back_once()
    {
        await ChargeAsync(Charge(Order, 100m));

        var refunds = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async number => await RefundOrNullAsync(number % 2 == 0 ? Part(3m) : RefundOf(Order))));

        Assert.Equal(100m, refunds.OfType<RefundResponse>().DistinctBy(refund => refund.RefundId).Sum(refund => refund.Amount.ToDecimal()));
    }

    [Fact]
    public async Task A_repeated_refund_key_refunds_once()
    {
        await ChargeAsync(Charge(Order, 100m));

        var refunds = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ => await Payment.RefundAsync(Part(7m, key: "return 1"))));

        Assert.Single(refunds.Distinct());
        Assert.Equal(93m, (await Payment.RefundAsync(RefundOf(Order))).Amount.ToDecimal());
    }

    [Fact]
    public async Task A_refund_key_does_not_stand_for_a_second_amount()
    {
        await ChargeAsync(Charge(Order, 100m));
        await Payment.RefundAsync(Part(7m, key: "return 1"));

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await Payment.RefundAsync(Part(8m, key: "return 1")));

        Assert.Equal((StatusCode.InvalidArgument, "amount"), (refusal.StatusCode, Assert.Single(refusal.Fields())));
    }

    [Theory]
    [MemberData(nameof(WrongAmounts))]
    public async Task A_wrong_amount_is_named(string field, Money amount)
    {
        await ChargeAsync(Charge(Order, 10m));

        var refusal = await RefusedAsync(new RefundRequest { IdempotencyKey = Order, Amount = amount });

        Assert.Equal((StatusCode.InvalidArgument, field), (refusal.StatusCode, Assert.Single(refusal.Fields())));
    }

    [Fact]
    public async Task A_part_of_a_charge_that_was_never_made_is_not_found_and_voids_nothing()
    {
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(Part(1m))).StatusCode);

        await ChargeAsync(Charge(Order));
    }

    private static RefundRequest Part(decimal amount, string key = "") =>
        new() { IdempotencyKey = Order, Amount = Money.FromDecimal("USD", amount), RefundKey = key };

    private async Task<RefundResponse?> RefundOrNullAsync(RefundRequest request)
    {
        try
        {
            return await Payment.RefundAsync(request);
        }
        catch (RpcException error) when (error.Reason() == "REFUND_EXCEEDS_CHARGE")
        {
            return null;
        }
    }
}
