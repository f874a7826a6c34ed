using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class DatabaseMigrationTests(PostgresServer server)
{
    private const string Former = """
        CREATE TABLE schema_version (version integer PRIMARY KEY);
        INSERT INTO schema_version VALUES (1);
        CREATE TABLE planets (planet_name text PRIMARY KEY);
        INSERT INTO planets VALUES ('Venus'), ('Mars');
        """;

    [Fact]
    public async Task An_empty_database_gets_the_migrations_in_order_before_the_service_serves()
    {
        var database = await server.CreateDatabaseAsync();
        await StartAsync(database);

        Assert.Equal("Mars", await ScalarAsync(database, "SELECT planet FROM moons WHERE name = 'Phobos'"));
        Assert.Equal("20260101000000_Planets, 20260102000000_Moons", await AppliedAsync(database));
    }

    [Fact]
    public async Task A_migration_that_was_applied_is_not_applied_again()
    {
        var database = await server.CreateDatabaseAsync();
        await StartAsync(database);
        await StartAsync(database);

        Assert.Equal(1L, await ScalarAsync(database, "SELECT count(*) FROM moons"));
    }

    [Fact]
    public async Task Replicas_that_start_together_apply_each_migration_once()
    {
        var database = await server.CreateDatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(database)));

        Assert.Equal(1L, await ScalarAsync(database, "SELECT count(*) FROM moons"));
    }

    [Fact]
    public async Task A_former_database_keeps_its_rows_and_gets_the_migrations_that_it_lacks()
    {
        var database = await server.CreateDatabaseAsync();
        await ScalarAsync(database, Former);
        await StartAsync(database);

        Assert.Equal(2L, await ScalarAsync(database, "SELECT count(*) FROM planets"));
        Assert.Equal("20260101000000_Planets, 20260102000000_Moons", await AppliedAsync(database));
    }

    [Fact]
    public async Task Replicas_that_start_together_adopt_a_former_database_once()
    {
        var database = await server.CreateDatabaseAsync();
        await ScalarAsync(database, Former);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(database)));

        Assert.Equal("20260101000000_Planets, 20260102000000_Moons", await AppliedAsync(database));
    }

    [Fact]
    public async Task A_migration_that_fails_stops_the_service_with_the_reason_and_leaves_nothing_behind()
    {
        var database = await server.CreateDatabaseAsync();
        await ScalarAsync(database, "CREATE TABLE moons (name text)");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(database));

        Assert.Contains("cannot be migrated: relation \"moons\" already exists.", error.Message, StringComparison.Ordinal);
        Assert.Equal("20260101000000_Planets", await AppliedAsync(database));
    }

    [Fact]
    public async Task A_database_that_is_not_there_yet_is_waited_for()
    {
        var database = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = $"late_{Guid.NewGuid():N}" };
        var starting = StartAsync(database.ConnectionString);
        Assert.False(starting.IsCompleted);
        await ScalarAsync(server.ConnectionString, $"CREATE DATABASE {database.Database}");
        await starting;

        Assert.Equal(1L, await ScalarAsync(database.ConnectionString, "SELECT count(*) FROM moons"));
    }

    [Fact]
    public async Task A_context_reads_what_the_migrations_made()
    {
        await using var service = await TestService.StartAsync(Add, settings: ("ConnectionStrings:shop", await server.CreateDatabaseAsync()));
        await using var scope = service.Services.CreateAsyncScope();
        var planets = await scope.ServiceProvider.GetRequiredService<PlanetContext>().Planets.ToListAsync();

        Assert.Equal("Mars", Assert.Single(planets).PlanetName);
    }

    [Fact]
    public async Task A_missing_connection_string_stops_the_service_and_is_named()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestService.StartAsync(Add));

        Assert.Contains("ConnectionStrings:shop", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pool_is_small_unless_the_connection_string_says_otherwise()
    {
        var database = await server.CreateDatabaseAsync();

        Assert.Equal(15, await PoolAsync(database));
        Assert.Equal(70, await PoolAsync($"{database};Maximum Pool Size=70"));
    }

    private static void Add(IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDbContext<PlanetContext>("shop");
        builder.AddDatabaseDefaults<PlanetContext>();
    }

    private static async Task StartAsync(string database)
    {
        await using var service = await TestService.StartAsync(Add, settings: ("ConnectionStrings:shop", database));
    }

    private static async Task<int> PoolAsync(string database)
    {
        await using var service = await TestService.StartAsync(Add, settings: ("ConnectionStrings:shop", database));
        await using var context = await service.Services.GetRequiredService<IDbContextFactory<PlanetContext>>().CreateDbContextAsync();
        return new NpgsqlConnectionStringBuilder(context.Database.GetDbConnection().ConnectionString).MaxPoolSize;
    }

    private static Task<object?> AppliedAsync(string database) =>
        ScalarAsync(database, "SELECT string_agg(migration_id, ', ' ORDER BY migration_id) FROM \"__EFMigrationsHistory\"");

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
