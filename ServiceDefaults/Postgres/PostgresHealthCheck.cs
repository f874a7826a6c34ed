using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>Healthy when the database answers a query.</summary>
internal sealed class PostgresHealthCheck(NpgsqlDataSource database, ILogger<PostgresHealthCheck> logger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Probes come all the time and would be most of the traces.
        using var untraced = SuppressInstrumentationScope.Begin();
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException error)
        {
            // Not the exception: it would be logged with its stack at every probe.
            logger.DatabaseDoesNotAnswer(context.Registration.Name, error.Message);
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
