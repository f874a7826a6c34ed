using Npgsql;
using NpgsqlTypes;
using Oteldemo;
using OtelShop.ServiceDefaults.Postgres;

namespace OtelShop.Payments.Charges;

/// <summary>The table of charges. The unique key in the database, not this process, makes a charge happen once.</summary>
internal sealed class ChargeStore(PostgresDatabase database)
{
    private const string InsertCharge =
        """
        INSERT INTO payment.charges (transaction_id, idempotency_key, state, currency_code, amount_units, amount_nanos, card_brand, card_last_four, created_at)
        VALUES ($1, $2, 'charged', $3, $4, $5, $6, $7, $8)
        ON CONFLICT (idempotency_key) DO NOTHING
        """;

    private const string FindByKey =
        """
        SELECT transaction_id, state,
               (currency_code, amount_units, amount_nanos, card_brand, card_last_four) IS NOT DISTINCT FROM ($2, $3, $4, $5, $6)
        FROM payment.charges WHERE idempotency_key = $1
        """;

    private const string Void =
        """
        INSERT INTO payment.charges (transaction_id, idempotency_key, state, created_at)
        VALUES ($1, $2, 'voided', $3)
        ON CONFLICT (idempotency_key) DO NOTHING
        """;

    /// <summary>Records the charge, or finds the one that its idempotency key already stands for.</summary>
    public async Task<RecordedCharge> RecordAsync(Charge charge, CancellationToken cancellationToken)
    {
        await using var insert = database.CreateCommand(InsertCharge);
        insert.Parameters.Add(new() { Value = charge.TransactionId });
        insert.Parameters.Add(Text(charge.IdempotencyKey));
        AddTerms(insert, charge);
        insert.Parameters.Add(new() { Value = charge.At });
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 1)
            return new RecordedCharge(charge.TransactionId, ChargeState.Charged, IsSameCharge: true);

        await using var find = database.CreateCommand(FindByKey);
        find.Parameters.Add(Text(charge.IdempotencyKey));
        AddTerms(find, charge);
        await using var row = await find.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new RecordedCharge(row.GetGuid(0), Enum.Parse<ChargeState>(row.GetString(1), ignoreCase: true), row.GetBoolean(2));
    }

    /// <returns>The refund, the first one if there was one before; null when there is no such charge.</returns>
    public Task<Refund?> RefundAsync(Guid transactionId, DateTimeOffset at, CancellationToken cancellationToken) =>
        RefundAsync("transaction_id", new() { Value = transactionId }, at, cancellationToken);

    /// <summary>
    /// Refunds by the key of the charge. When there is no charge yet, the key is given up: a charge that arrives late,
    /// because its caller stopped waiting, will not be made.
    /// </summary>
    /// <inheritdoc cref="RefundAsync(Guid, DateTimeOffset, CancellationToken)"/>
    public async Task<Refund?> RefundAsync(string idempotencyKey, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await RefundAsync("idempotency_key", Text(idempotencyKey), at, cancellationToken) is { } refund)
            return refund;

        await using var giveUp = database.CreateCommand(Void);
        giveUp.Parameters.Add(new() { Value = Guid.NewGuid() });
        giveUp.Parameters.Add(Text(idempotencyKey));
        giveUp.Parameters.Add(new() { Value = at });
        // The insert waits for a charge of the same key that is being recorded right now; if that came first, it is refunded.
        return await giveUp.ExecuteNonQueryAsync(cancellationToken) == 1
            ? null
            : await RefundAsync("idempotency_key", Text(idempotencyKey), at, cancellationToken);
    }

    private async Task<Refund?> RefundAsync(string column, NpgsqlParameter value, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var update = database.CreateCommand(
            $"""
            UPDATE payment.charges
            SET state = 'refunded', refund_id = coalesce(refund_id, $2), refunded_at = coalesce(refunded_at, $3)
            WHERE {column} = $1 AND state <> 'voided'
            RETURNING refund_id, currency_code, amount_units, amount_nanos
            """);
        update.Parameters.Add(value);
        update.Parameters.Add(new() { Value = Guid.NewGuid() });
        update.Parameters.Add(new() { Value = at });
        await using var row = await update.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new Refund(row.GetGuid(0), new Money { CurrencyCode = row.GetString(1), Units = row.GetInt64(2), Nanos = row.GetInt32(3) })
            : null;
    }

    private static void AddTerms(PostgresCommand command, Charge charge)
    {
        command.Parameters.Add(Text(charge.Amount.CurrencyCode));
        command.Parameters.Add(new() { Value = charge.Amount.Units });
        command.Parameters.Add(new() { Value = charge.Amount.Nanos });
        command.Parameters.Add(Text(charge.Card.Brand));
        command.Parameters.Add(Text(charge.Card.LastFour));
    }

    private static NpgsqlParameter Text(string? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
