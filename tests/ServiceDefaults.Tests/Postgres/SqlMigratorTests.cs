using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class SqlMigratorTests(PostgresServer server)
{
    [Fact]
    public async Task An_empty_database_gets_the_schema_files_in_order_before_the_service_serves()
    {
        var database = await server.CreateDatabaseAsync();
        await StartAsync(database);

        Assert.Equal("Mars", await ScalarAsync(database, "SELECT planet FROM moons WHERE name = 'Phobos'"));
        Assert.Equal("1 planets, 2 moons", await ScalarAsync(database, "SELECT string_agg(version || ' ' || name, ', ' ORDER BY version) FROM schema_version"));
    }

    [Fact]
    public async Task A_file_that_was_applied_is_not_applied_again()
    {
        var database = await server.CreateDatabaseAsync();
        await StartAsync(database);
        await StartAsync(database);

        Assert.Equal(2L, await ScalarAsync(database, "SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public async Task Replicas_that_start_together_apply_each_file_once()
    {
        var database = await server.CreateDatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(database)));

        Assert.Equal(2L, await ScalarAsync(database, "SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public async Task A_file_that_was_changed_after_it_had_been_applied_stops_the_service()
    {
        var database = await server.CreateDatabaseAsync();
        await StartAsync(database);
        await ScalarAsync(database, "UPDATE schema_version SET checksum = 'another' WHERE version = 2");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(database));

        Assert.Contains("0002_moons.sql of 'shop' was changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_behind()
    {
        var database = await server.CreateDatabaseAsync();
        await ScalarAsync(database, "CREATE TABLE moons (name text)");
        await Assert.ThrowsAsync<PostgresException>(() => StartAsync(database));

        Assert.Equal("1", await ScalarAsync(database, "SELECT string_agg(version::text, ',') FROM schema_version"));
    }

    [Fact]
    public async Task A_database_that_is_not_there_yet_is_waited_for()
    {
        var database = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = $"late_{Guid.NewGuid():N}" };
        var starting = StartAsync(database.ConnectionString);
        Assert.False(starting.IsCompleted);
        await ScalarAsync(server.ConnectionString, $"CREATE DATABASE {database.Database}");
        await starting;

        Assert.Equal(2L, await ScalarAsync(database.ConnectionString, "SELECT count(*) FROM schema_version"));
    }

    private static async Task StartAsync(string database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ApplicationName = typeof(SqlMigratorTests).Assembly.GetName().Name });
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:shop", database)]);
        builder.Services.AddLogging().AddSingleton(TimeProvider.System);
        builder.AddNpgsqlDataSource("shop");
        builder.AddSqlMigrations("shop");
        using var host = builder.Build();
        await host.StartAsync();
    }

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
