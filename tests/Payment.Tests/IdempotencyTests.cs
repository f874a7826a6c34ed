using Grpc.Core;
using Oteldemo;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Payment.Tests;

public sealed class IdempotencyTests(PostgresServer postgres) : PaymentTest(postgres)
{
    [Fact]
    public async Task A_repeated_key_answers_the_first_transaction()
    {
        var first = await ChargeAsync(Charge("order 1"));

        Assert.Equal(first, await ChargeAsync(Charge("order 1")));
    }

    [Fact]
    public async Task Without_a_key_every_call_charges()
    {
        await ChargeAsync(Charge());
        await ChargeAsync(Charge());

        Assert.Equal(2, await CountChargesAsync());
    }

    [Fact]
    public async Task Calls_at_the_same_time_on_two_replicas_charge_once()
    {
        await using var replica = Start();
        PaymentService.PaymentServiceClient[] replicas = [Payment, new(replica.Channel)];

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async n => await replicas[n % 2].ChargeAsync(Charge("order 1"))));

        Assert.Equal((1, 1L), (answers.Distinct().Count(), await CountChargesAsync()));
    }

    [Fact]
    public async Task A_key_does_not_stand_for_a_second_amount()
    {
        await ChargeAsync(Charge("order 1", amount: 10m));

        var refusal = await RefusedAsync(Charge("order 1", amount: 11m));

        Assert.Equal((StatusCode.InvalidArgument, "idempotency_key"), (refusal.StatusCode, Assert.Single(refusal.Fields())));
    }

    [Fact]
    public async Task A_key_does_not_stand_for_a_second_card()
    {
        await ChargeAsync(Charge("order 1"));
        var other = Charge("order 1");
        other.CreditCard.CreditCardNumber = "5555555555554444";

        Assert.Equal(StatusCode.InvalidArgument, (await RefusedAsync(other)).StatusCode);
    }

    [Fact]
    public async Task A_charge_is_remembered_across_a_restart()
    {
        var first = await ChargeAsync(Charge("order 1"));

        await using var restarted = Start();

        Assert.Equal(first, (await new PaymentService.PaymentServiceClient(restarted.Channel).ChargeAsync(Charge("order 1"))).TransactionId);
    }
}
