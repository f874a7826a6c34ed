using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using OtelShop.ServiceDefaults.Postgres;

namespace OtelShop.FraudDetections;

/// <summary>Screened orders and alerts in PostgreSQL.</summary>
internal sealed class FraudStore(PostgresDatabase database, IOptions<FraudOptions> options, TimeProvider clock)
{
    private const string Remember = """
        INSERT INTO screened_orders (order_id, screened_at, address_key, pieces, currency, amount, score)
        VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (order_id) DO NOTHING
        """;

    private const string ReadVelocity = """
        SELECT count(*) FILTER (WHERE screened_at > $2), coalesce(sum(pieces) FILTER (WHERE screened_at > $3), 0)::bigint
        FROM screened_orders WHERE address_key = $1 AND screened_at > least($2, $3)
        """;

    /// <summary>Screens an order in one transaction, which makes its effect the same however often it comes.</summary>
    /// <returns>Null when the order has been screened before.</returns>
    public async Task<Verdict?> ScreenAsync(OrderFacts order, Func<Velocity, Verdict> judge, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Two replicas must not both miss the other's order to the same address.
        await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [order.AddressKey ?? ""], cancellationToken);
        object?[] row = [order.OrderId, now, order.AddressKey, order.Pieces, order.Currency, order.Amount];
        if (await ExecuteAsync(connection, Remember, row, cancellationToken) == 0)
            return null;
        var verdict = judge(await VelocityAsync(connection, order, now, cancellationToken));
        await ExecuteAsync(connection, "UPDATE screened_orders SET score = $2 WHERE order_id = $1", [order.OrderId, verdict.Score], cancellationToken);
        if (verdict.IsAlert)
            await AlertAsync(connection, order, verdict, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return verdict;
    }

    private async Task<Velocity> VelocityAsync(NpgsqlConnection connection, OrderFacts order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (order.AddressKey is not { } address)
            return new Velocity(1, order.Pieces);
        await using var query = Command(connection, ReadVelocity, [address, now - options.Value.OrderWindow, now - options.Value.PieceWindow]);
        await using var rows = await query.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return new Velocity(rows.GetInt64(0), rows.GetInt64(1));
    }

    private Task<int> AlertAsync(NpgsqlConnection connection, OrderFacts order, Verdict verdict, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var details = JsonSerializer.Serialize(verdict.Hits.ToDictionary(hit => hit.Rule, hit => hit.Detail));
        return ExecuteAsync(
            connection,
            "INSERT INTO fraud_alerts (order_id, rules, score, details, created_at) VALUES ($1, $2, $3, $4::jsonb, $5)",
            [order.OrderId, verdict.RuleNames, verdict.Score, details, now],
            cancellationToken);
    }

    private async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private PostgresCommand Command(NpgsqlConnection connection, string sql, object?[] values)
    {
        var command = database.CreateCommand(connection, sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
