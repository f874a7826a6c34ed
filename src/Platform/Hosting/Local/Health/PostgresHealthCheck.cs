using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Aspire.Hosting.Local.Health;

/// <summary>A database is healthy when it answers a query.</summary>
internal sealed class PostgresHealthCheck(ReferenceExpression connectionString, string? database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await PostgresConnection.OpenAsync(connectionString, database, cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException error)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, error.Message, error);
        }
    }
}
