using System.Diagnostics;
using Grpc.Core;
using Oteldemo;
using OtelShop.Payments;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Payment.Tests;

public sealed class PaymentFailureTests(PostgresServer postgres) : PaymentTest(postgres)
{
    private const string Flag = "paymentFailure";

    [Fact]
    public async Task Every_charge_fails_at_100_percent()
    {
        Flags.Set(Flag, 1.0);

        var error = await RefusedAsync(Charge("order 1"));

        Assert.Equal(
            (StatusCode.Unknown, "Payment request failed. Invalid token. demo.user_context.loyalty_level=gold"),
            (error.StatusCode, error.Status.Detail));
    }

    // Compat: upstream throws its dice before it looks at the card.
    [Fact]
    public async Task A_request_without_a_card_fails_like_any_other()
    {
        Flags.Set(Flag, 1.0);

        Assert.Equal(StatusCode.Unknown, (await RefusedAsync(new ChargeRequest())).StatusCode);
    }

    [Fact]
    public async Task A_failed_charge_leaves_nothing_behind()
    {
        Flags.Set(Flag, 1.0);
        await RefusedAsync(Charge("order 1"));

        Assert.Equal(0L, await QueryAsync<long>("SELECT count(*) FROM payment.charges"));
    }

    [Fact]
    public async Task A_charge_that_failed_can_be_made_once_the_flag_is_off()
    {
        Flags.Set(Flag, 1.0);
        await RefusedAsync(Charge("order 1"));
        Flags.Set(Flag, 0.0);

        await ChargeAsync(Charge("order 1"));

        Assert.Equal(1, await CountChargesAsync());
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.1, 10, 30)]
    [InlineData(0.5, 80, 120)]
    [InlineData(0.9, 170, 190)]
    [InlineData(1, 200, 200)]
    public async Task The_flag_is_the_share_of_orders_that_fail(double probability, int atLeast, int atMost)
    {
        Flags.Set(Flag, probability);

        var failed = await FailedAsync(Enumerable.Range(1, 200).Select(number => $"order {number}"));

        Assert.InRange(failed.Count, atLeast, atMost);
    }

    [Fact]
    public async Task Charges_without_a_key_fail_in_the_same_share()
    {
        Flags.Set(Flag, 0.9);

        var failed = await FailedAsync(Enumerable.Repeat("", 200));

        Assert.InRange(failed.Count, 170, 190);
    }

    [Fact]
    public async Task An_order_that_failed_fails_again_when_it_is_repeated()
    {
        Flags.Set(Flag, 0.5);
        var failed = await FailedAsync(Enumerable.Range(1, 50).Select(number => $"order {number}"));

        Assert.Equal(failed, await FailedAsync(failed));
    }

    [Fact]
    public async Task A_failed_charge_has_the_loyalty_level_gold_on_its_span()
    {
        using var spans = new SpanRecorder();
        Flags.Set(Flag, 1.0);
        await RefusedAsync(Charge());

        var span = await spans.NamedAsync("charge");

        Assert.Equal((ActivityStatusCode.Error, "gold"), (span.Status, span.GetTagItem("demo.user_context.loyalty_level")));
    }

    [Fact]
    public async Task A_failed_charge_is_logged_and_not_counted_as_a_transaction()
    {
        using var measurements = Host.Services.Collect<long>(PaymentTelemetry.SourceName, "demo.payment.transactions");
        Flags.Set(Flag, 1.0);
        await RefusedAsync(Charge());

        Assert.Contains(Log.GetSnapshot(), record => record.Message.Contains("paymentFailure", StringComparison.Ordinal));
        Assert.Empty(measurements.GetMeasurementSnapshot());
    }

    private async Task<IReadOnlyList<string>> FailedAsync(IEnumerable<string> keys)
    {
        var failed = new List<string>();
        foreach (var key in keys)
        {
            try
            {
                await ChargeAsync(Charge(key));
            }
            catch (RpcException error) when (error.StatusCode == StatusCode.Unknown)
            {
                failed.Add(key);
            }
        }

        return failed;
    }
}
