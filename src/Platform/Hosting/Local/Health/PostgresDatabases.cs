using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Npgsql;

namespace Aspire.Hosting.Local.Health;

/// <summary>Creates the databases of the model as soon as their server answers.</summary>
internal sealed class PostgresDatabases(DistributedApplicationModel model) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(
        IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        foreach (var server in model.Resources.OfType<PostgresServerResource>())
            eventing.Subscribe<ResourceReadyEvent>(server, (_, stop) => CreateAsync(server, stop));
        return Task.CompletedTask;
    }

    private async Task CreateAsync(PostgresServerResource server, CancellationToken cancellationToken)
    {
        await using var connection = await PostgresConnection.OpenAsync(server.ConnectionStringExpression, "postgres", cancellationToken);
        var created = false;
        foreach (var database in model.Resources.OfType<PostgresDatabaseResource>().Where(database => database.Parent == server))
        {
            await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
            exists.Parameters.Add(new NpgsqlParameter { Value = database.DatabaseName });
            if (await exists.ExecuteScalarAsync(cancellationToken) is not null)
                continue;
            await using var create = new NpgsqlCommand(Script(database), connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
            created = true;
        }

        if (created)
            _ = CheckpointAsync(server, cancellationToken);
    }

    // A new database is some three hundred files, and writing those of all databases to the disk takes longer than a stop may. Done now, nobody waits for it.
    private static async Task CheckpointAsync(PostgresServerResource server, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await PostgresConnection.OpenAsync(server.ConnectionStringExpression, "postgres", cancellationToken);
            await using var checkpoint = new NpgsqlCommand("CHECKPOINT", connection);
            await checkpoint.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException)
        {
            // The server stops: it does the same then.
        }
    }

    private static string Script(PostgresDatabaseResource database) =>
        database.Annotations.OfType<PostgresCreationScriptAnnotation>().LastOrDefault()?.Script
        ?? $"CREATE DATABASE \"{database.DatabaseName.Replace("\"", "\"\"")}\"";
}
