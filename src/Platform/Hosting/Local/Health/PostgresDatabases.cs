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
        foreach (var database in model.Resources.OfType<PostgresDatabaseResource>().Where(database => database.Parent == server))
        {
            await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
            exists.Parameters.Add(new NpgsqlParameter { Value = database.DatabaseName });
            if (await exists.ExecuteScalarAsync(cancellationToken) is not null)
                continue;
            await using var create = new NpgsqlCommand(Script(database), connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static string Script(PostgresDatabaseResource database) =>
        database.Annotations.OfType<PostgresCreationScriptAnnotation>().LastOrDefault()?.Script
        ?? $"CREATE DATABASE \"{database.DatabaseName.Replace("\"", "\"\"")}\"";
}
