using Grpc.Core;
using Oteldemo;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Payment.Tests;

public sealed class ChargeTests(PostgresServer postgres) : PaymentTest(postgres)
{
    public static TheoryData<string, Action<ChargeRequest>> WrongFields => new()
    {
        { "amount", request => request.Amount = null },
        { "amount", request => request.Amount = Money.FromDecimal("USD", -0.01m) },
        { "amount", request => request.Amount = Money.FromDecimal("USD", -5m) },
        { "amount", request => request.Amount = Money.FromDecimal("USD", 12.345m) },
        { "amount", request => request.Amount = new Money { CurrencyCode = "USD", Nanos = 1 } },
        { "amount", request => request.Amount = Money.FromDecimal("JPY", 100.5m) },
        { "amount", request => request.Amount = new Money { CurrencyCode = "USD", Units = 10_000_000_000 } },
        { "amount", request => request.Amount = new Money { CurrencyCode = "JPY", Units = long.MaxValue } },
        { "amount.currency_code", request => request.Amount = Money.FromDecimal("ZZZ", 12.34m) },
        { "amount.currency_code", request => request.Amount = Money.FromDecimal("XTS", 12.34m) },
        { "amount.currency_code", request => request.Amount = Money.FromDecimal("US", 12.34m) },
        { "credit_card", request => request.CreditCard = null },
        { "credit_card.credit_card_number", request => request.CreditCard.CreditCardNumber = "" },
        { "credit_card.credit_card_number", request => request.CreditCard.CreditCardNumber = "4432-8015-6152-0455" },
        { "credit_card.credit_card_cvv", request => request.CreditCard.CreditCardCvv = -1 },
        { "credit_card.credit_card_cvv", request => request.CreditCard.CreditCardCvv = 1000 },
        { "credit_card.credit_card_expiration_month", request => request.CreditCard.CreditCardExpirationMonth = 0 },
        { "credit_card.credit_card_expiration_month", request => request.CreditCard.CreditCardExpirationMonth = 13 },
        { "credit_card.credit_card_expiration_year", request => request.CreditCard.CreditCardExpirationYear = 0 },
        { "credit_card.credit_card_expiration_year", request => request.CreditCard.CreditCardExpirationYear = 39 },
        { "idempotency_key", request => request.IdempotencyKey = new string('k', 256) },
        { "idempotency_key", request => request.IdempotencyKey = "order\0" },
    };

    [Fact]
    public async Task A_transaction_id_is_a_random_uuid()
    {
        var transaction = await ChargeAsync(Charge());

        Assert.Equal(4, Guid.Parse(transaction).Version);
    }

    [Fact]
    public async Task An_order_that_costs_nothing_is_charged_nothing()
    {
        var transaction = await ChargeAsync(Charge(amount: 0m));

        Assert.NotEmpty(transaction);
    }

    [Fact]
    public async Task The_highest_amount_of_a_card_is_charged() => Assert.NotEmpty(await ChargeAsync(Charge(amount: 9_999_999_999.99m)));

    [Theory]
    [MemberData(nameof(WrongFields))]
    public async Task A_wrong_field_is_named(string field, Action<ChargeRequest> spoil)
    {
        var request = Charge();
        spoil(request);

        var refusal = await RefusedAsync(request);

        Assert.Equal((StatusCode.InvalidArgument, field), (refusal.StatusCode, Assert.Single(refusal.Fields())));
    }

    [Fact]
    public async Task Many_callers_at_once_are_each_charged_once()
    {
        var transactions = await Concurrently.CallAsync(number => ChargeAsync(Charge($"order-{number}")));

        Assert.Equal(transactions.Count, transactions.Distinct().Count());
    }

    [Fact]
    public async Task All_wrong_fields_are_named_at_once()
    {
        var refusal = await RefusedAsync(new ChargeRequest());

        Assert.Equal(["amount", "credit_card"], refusal.Fields());
    }

    [Fact]
    public async Task An_expired_card_is_declined()
    {
        var request = Charge();
        request.CreditCard = Cards.Visa(2026, 10);

        var refusal = await RefusedAsync(request);

        Assert.Equal((StatusCode.FailedPrecondition, "CARD_EXPIRED"), (refusal.StatusCode, refusal.Reason()));
    }

    [Fact]
    public async Task A_brand_that_is_not_taken_is_declined()
    {
        var request = Charge();
        request.CreditCard.CreditCardNumber = "378282246310005";

        var refusal = await RefusedAsync(request);

        Assert.Equal((StatusCode.FailedPrecondition, "CARD_TYPE_NOT_ACCEPTED"), (refusal.StatusCode, refusal.Reason()));
    }

    [Fact]
    public async Task What_is_refused_is_not_stored()
    {
        var expired = Charge("order 1");
        expired.CreditCard = Cards.Visa(2020);

        await RefusedAsync(expired);
        await RefusedAsync(new ChargeRequest());

        Assert.Equal(0L, await QueryAsync<long>("SELECT count(*) FROM payment.charges"));
    }
}
