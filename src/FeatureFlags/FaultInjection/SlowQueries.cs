using Npgsql;
using OpenTelemetry;

namespace OtelShop.FaultInjection;

/// <summary>Lets the database sleep before a command, on the command's connection, so that the wait shows in pg_stat_activity.</summary>
internal sealed class SlowQueries(FaultFlags flags, FaultTelemetry telemetry)
{
    private const double LongestMilliseconds = 60_000;

    /// <summary>Is complete at once when nothing is to happen.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="timeoutSeconds">The command's own timeout, within which it also has to wait.</param>
    /// <param name="cancellationToken">Ends the wait in the database.</param>
    public ValueTask WaitAsync(NpgsqlConnection connection, int timeoutSeconds, CancellationToken cancellationToken)
    {
        // Health checks and what looks for work all the time are not traced, and would be slow without being seen to be.
        if (Sdk.SuppressInstrumentation)
            return default;

        var milliseconds = flags.NumberAsync(FaultNames.SlowQueries);
        return milliseconds is { IsCompletedSuccessfully: true, Result: 0 } ? default : WaitAsync(connection, milliseconds, timeoutSeconds, cancellationToken);
    }

    private async ValueTask WaitAsync(NpgsqlConnection connection, ValueTask<double> milliseconds, int timeoutSeconds, CancellationToken cancellationToken)
    {
        if (await milliseconds is not (> 0 and var wait))
            return;

        telemetry.Injected(FaultNames.SlowQueries);
        await using var sleep = new NpgsqlCommand("SELECT pg_sleep($1)", connection)
        {
            CommandTimeout = timeoutSeconds,
            Parameters = { new() { Value = Math.Min(wait, LongestMilliseconds) / 1000 } },
        };
        await sleep.ExecuteNonQueryAsync(cancellationToken);
    }
}
