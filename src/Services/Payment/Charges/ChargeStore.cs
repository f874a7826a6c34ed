using Microsoft.EntityFrameworkCore;
using Oteldemo;

namespace OtelShop.Payments.Charges;

/// <summary>The table of charges. The unique key in the database, not this process, makes a charge happen once.</summary>
internal sealed class ChargeStore(PaymentDbContext database)
{
    /// <summary>Records the charge, or finds the one that its idempotency key already stands for.</summary>
    public async Task<RecordedCharge> RecordAsync(Charge charge, CancellationToken cancellationToken)
    {
        // A retry after a lost answer conflicts with its own row, which is then found.
        var inserted = await ExecuteAsync(
            $"""
            INSERT INTO payment.charges (transaction_id, idempotency_key, state, currency_code, amount_units, amount_nanos, card_brand, card_last_four, created_at)
            VALUES ({charge.TransactionId}, {charge.IdempotencyKey}, 'charged', {charge.Amount.CurrencyCode}, {charge.Amount.Units}, {charge.Amount.Nanos},
                    {charge.Card.Brand}, {charge.Card.LastFour}, {charge.At})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        if (inserted == 1)
            return new RecordedCharge(charge.TransactionId, ChargeState.Charged, IsSameCharge: true);

        var found = await database.Charges.SingleAsync(
            row => charge.IdempotencyKey == null ? row.TransactionId == charge.TransactionId : row.IdempotencyKey == charge.IdempotencyKey, cancellationToken);
        return new RecordedCharge(found.TransactionId, found.State, IsSame(found, charge));
    }

    /// <returns>The refund, the first one if there was one before; null when there is no such charge.</returns>
    public Task<Refund?> RefundAsync(Guid transactionId, DateTimeOffset at, CancellationToken cancellationToken) =>
        RefundAsync(
            database.Charges.FromSql(
                $"""
                UPDATE payment.charges
                SET state = 'refunded', refund_id = coalesce(refund_id, {Guid.NewGuid()}), refunded_at = coalesce(refunded_at, {at})
                WHERE transaction_id = {transactionId} AND state <> 'voided'
                RETURNING *
                """),
            cancellationToken);

    /// <summary>
    /// Refunds by the key of the charge. When there is no charge yet, the key is given up: a charge that arrives late,
    /// because its caller stopped waiting, will not be made.
    /// </summary>
    /// <inheritdoc cref="RefundAsync(Guid, DateTimeOffset, CancellationToken)"/>
    public async Task<Refund?> RefundAsync(string idempotencyKey, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await RefundByKeyAsync(idempotencyKey, at, cancellationToken) is { } refund)
            return refund;

        var voided = await ExecuteAsync(
            $"""
            INSERT INTO payment.charges (transaction_id, idempotency_key, state, created_at)
            VALUES ({Guid.NewGuid()}, {idempotencyKey}, 'voided', {at})
            ON CONFLICT (idempotency_key) DO NOTHING
            """,
            cancellationToken);
        // The insert waits for a charge of the same key that is being recorded right now; if that came first, it is refunded.
        return voided == 1 ? null : await RefundByKeyAsync(idempotencyKey, at, cancellationToken);
    }

    private Task<Refund?> RefundByKeyAsync(string idempotencyKey, DateTimeOffset at, CancellationToken cancellationToken) =>
        RefundAsync(
            database.Charges.FromSql(
                $"""
                UPDATE payment.charges
                SET state = 'refunded', refund_id = coalesce(refund_id, {Guid.NewGuid()}), refunded_at = coalesce(refunded_at, {at})
                WHERE idempotency_key = {idempotencyKey} AND state <> 'voided'
                RETURNING *
                """),
            cancellationToken);

    private static async Task<Refund?> RefundAsync(IQueryable<ChargeRow> update, CancellationToken cancellationToken) =>
        (await update.ToListAsync(cancellationToken)) is [var row]
            ? new Refund(row.RefundId!.Value, new Money { CurrencyCode = row.CurrencyCode, Units = row.AmountUnits!.Value, Nanos = row.AmountNanos!.Value })
            : null;

    private Task<int> ExecuteAsync(FormattableString sql, CancellationToken cancellationToken) =>
        database.Database.CreateExecutionStrategy().ExecuteAsync(token => database.Database.ExecuteSqlAsync(sql, token), cancellationToken);

    private static bool IsSame(ChargeRow row, Charge charge) =>
        (row.CurrencyCode, row.AmountUnits, row.AmountNanos, row.CardBrand, row.CardLastFour)
        == (charge.Amount.CurrencyCode, charge.Amount.Units, charge.Amount.Nanos, charge.Card.Brand, charge.Card.LastFour);
}
