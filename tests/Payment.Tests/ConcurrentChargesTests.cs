using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Payment.Tests;

public sealed class ConcurrentChargesTests(PostgresServer postgres) : PaymentTest(postgres)
{
    private const int Keys = 200;

    [Fact]
    public async Task Many_callers_at_once_charge_each_key_once()
    {
        var transactions = await Concurrently.CallAsync(number => ChargeAsync(Charge($"order {number % Keys}")));

        Assert.Equal((Keys, (long)Keys), (transactions.Distinct().Count(), await CountChargesAsync()));
    }

    [Fact]
    public async Task Many_callers_at_once_refund_each_charge_once()
    {
        for (var number = 0; number < Keys; number++)
            await ChargeAsync(Charge($"order {number}"));

        var refunds = await Concurrently.CallAsync(async number => (await Payment.RefundAsync(RefundOf($"order {number % Keys}"))).RefundId);

        Assert.Equal((Keys, 0L), (refunds.Distinct().Count(), await CountChargesAsync()));
    }
}
