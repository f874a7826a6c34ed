using Microsoft.EntityFrameworkCore;
using Oteldemo;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Payments.Charges;

/// <summary>Refunds charges, wholly or in parts. The lock on the row of the charge keeps the sum of its refunds within the charge.</summary>
internal sealed class RefundStore(PaymentDbContext database, TimeProvider clock)
{
    public const string ExceedsCharge = "REFUND_EXCEEDS_CHARGE";

    /// <summary>
    /// Makes a refund, or finds the one that was made before. When there is no charge with the key yet, a refund without an amount voids the
    /// key: a charge that arrives late, because its caller stopped waiting, will not be made.
    /// </summary>
    /// <returns>Null when there is no such charge.</returns>
    /// <exception cref="InvalidRequestException">The amount is in another currency, or its request key stands for another amount.</exception>
    /// <exception cref="PreconditionFailedException">Less than the amount is left.</exception>
    public Task<Refund?> RefundAsync(RefundOrder order, CancellationToken cancellationToken) =>
        database.Database.CreateExecutionStrategy().ExecuteAsync(token => TryRefundAsync(order, token), cancellationToken);

    private async Task<Refund?> TryRefundAsync(RefundOrder order, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var charge = await LockAsync(order, cancellationToken);
        // The insert waits for a charge of the same key that is being recorded right now; if that came first, it is refunded.
        if (charge is null && order is { IdempotencyKey: not null, Amount: null } && !await VoidAsync(order, cancellationToken))
            charge = await LockAsync(order, cancellationToken);
        var refund = charge is null or { State: ChargeState.Voided } ? null : await RefundAsync(charge, order, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return refund;
    }

    private async Task<ChargeRow?> LockAsync(RefundOrder order, CancellationToken cancellationToken) =>
        (await database.Charges.FromSql(
            $"SELECT * FROM payment.charges WHERE transaction_id = {order.TransactionId} OR idempotency_key = {order.IdempotencyKey} FOR UPDATE")
            .ToListAsync(cancellationToken)).SingleOrDefault();

    private async Task<bool> VoidAsync(RefundOrder order, CancellationToken cancellationToken) => 1 == await database.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO payment.charges (transaction_id, idempotency_key, state, created_at)
        VALUES ({order.RefundId}, {order.IdempotencyKey}, 'voided', {clock.GetUtcNow()})
        ON CONFLICT (idempotency_key) DO NOTHING
        """,
        cancellationToken);

    private async Task<Refund> RefundAsync(ChargeRow charge, RefundOrder order, CancellationToken cancellationToken)
    {
        var earlier = await database.PartialRefunds.Where(row => row.TransactionId == charge.TransactionId).ToListAsync(cancellationToken);
        if (order.Amount is not null)
            return await RefundPartAsync(charge, earlier, order, cancellationToken);

        if (charge.RefundId is null)
            await CloseAsync(charge, order, cancellationToken);
        var last = charge.RefundId ?? order.RefundId;
        return Made(charge, last, charge.Amount - earlier.Where(row => row.RefundId != last).Sum(row => row.Amount));
    }

    private async Task<Refund> RefundPartAsync(ChargeRow charge, List<PartialRefundRow> earlier, RefundOrder order, CancellationToken cancellationToken)
    {
        var amount = order.Amount!.ToDecimal();
        var made = earlier.Find(row => row.RefundId == order.RefundId || (row.RequestKey is not null && row.RequestKey == order.RequestKey));
        new FieldViolations()
            .Require(order.Amount.CurrencyCode == charge.CurrencyCode, "amount.currency_code", $"must be that of the charge, {charge.CurrencyCode}")
            .Require(made is null || made.Amount == amount, "amount", "differs from that of the first refund with this refund_key")
            .ThrowIfAny();
        if (made is not null)
            return Made(charge, made.RefundId, amount);

        var left = charge.State == ChargeState.Refunded ? 0 : charge.Amount - earlier.Sum(row => row.Amount);
        if (amount > left)
            throw new PreconditionFailedException(ExceedsCharge, $"Of the charge, {Money.FromDecimal(charge.CurrencyCode!, left).ToDecimal()} {charge.CurrencyCode} is left to refund.");
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO payment.partial_refunds (refund_id, transaction_id, request_key, amount, refunded_at)
            VALUES ({order.RefundId}, {charge.TransactionId}, {order.RequestKey}, {amount}, {clock.GetUtcNow()})
            """,
            cancellationToken);
        if (amount == left)
            await CloseAsync(charge, order, cancellationToken);
        return Made(charge, order.RefundId, amount);
    }

    private async Task CloseAsync(ChargeRow charge, RefundOrder order, CancellationToken cancellationToken) => await database.Database.ExecuteSqlAsync(
        $"UPDATE payment.charges SET state = 'refunded', refund_id = {order.RefundId}, refunded_at = {clock.GetUtcNow()} WHERE transaction_id = {charge.TransactionId}",
        cancellationToken);

    private static Refund Made(ChargeRow charge, Guid refundId, decimal amount) => new(refundId, Money.FromDecimal(charge.CurrencyCode!, amount));
}
