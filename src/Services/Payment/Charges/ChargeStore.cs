using Microsoft.EntityFrameworkCore;

namespace OtelShop.Payments.Charges;

/// <summary>The table of charges. The unique key in the database, not this process, makes a charge happen once.</summary>
internal sealed class ChargeStore(PaymentDbContext database, TimeProvider clock)
{
    /// <summary>Records the charge, or finds the one that its idempotency key already stands for.</summary>
    public async Task<RecordedCharge> RecordAsync(Charge charge, CancellationToken cancellationToken)
    {
        // A retry after a lost answer conflicts with its own row, which is then found.
        var inserted = await ExecuteAsync(
            $"""
            INSERT INTO payment.charges (transaction_id, idempotency_key, state, currency_code, amount_units, amount_nanos, card_brand, card_last_four, created_at)
            VALUES ({charge.TransactionId}, {charge.IdempotencyKey}, 'charged', {charge.Amount.CurrencyCode}, {charge.Amount.Units}, {charge.Amount.Nanos},
                    {charge.Card.Brand}, {charge.Card.LastFour}, {clock.GetUtcNow()})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        if (inserted == 1)
            return new RecordedCharge(charge.TransactionId, ChargeState.Charged, IsSameCharge: true);

        var found = await database.Charges.SingleAsync(
            row => charge.IdempotencyKey == null ? row.TransactionId == charge.TransactionId : row.IdempotencyKey == charge.IdempotencyKey, cancellationToken);
        return new RecordedCharge(found.TransactionId, found.State, IsSame(found, charge));
    }

    private Task<int> ExecuteAsync(FormattableString sql, CancellationToken cancellationToken) =>
        database.Database.CreateExecutionStrategy().ExecuteAsync(token => database.Database.ExecuteSqlAsync(sql, token), cancellationToken);

    private static bool IsSame(ChargeRow row, Charge charge) =>
        (row.CurrencyCode, row.AmountUnits, row.AmountNanos, row.CardBrand, row.CardLastFour)
        == (charge.Amount.CurrencyCode, charge.Amount.Units, charge.Amount.Nanos, charge.Card.Brand, charge.Card.LastFour);
}
