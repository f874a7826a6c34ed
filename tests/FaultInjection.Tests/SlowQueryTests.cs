using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OtelShop.ServiceDefaults.Postgres;
using OtelShop.Testing.Backing;

namespace OtelShop.FaultInjection.Tests;

public sealed class SlowQueryTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private const double AMinute = 60_000;

    private readonly TestFlags _flags = new TestFlags().With("databaseSlowQueries", AMinute);
    private readonly CancellationTokenSource _giveUp = new();
    private NpgsqlDataSource _onlooker = null!;
    private TestService _service = null!;

    private PostgresDatabase Database => _service.Services.GetRequiredService<PostgresDatabase>();

    public async ValueTask InitializeAsync()
    {
        var database = await server.CreateDatabaseAsync();
        _onlooker = NpgsqlDataSource.Create(database);
        await using (var schema = _onlooker.CreateCommand("CREATE TABLE planets (name text PRIMARY KEY); INSERT INTO planets VALUES ('Mars')"))
            await schema.ExecuteNonQueryAsync();
        _service = await TestService.StartAsync(
            builder =>
            {
                _flags.AddTo(builder.Services);
                builder.AddNpgsqlDbContext<PlanetContext>("shop");
            },
            settings: ("ConnectionStrings:shop", $"{database};Maximum Pool Size=1"));
    }

    public async ValueTask DisposeAsync()
    {
        await _giveUp.CancelAsync();
        await _service.DisposeAsync();
        await _onlooker.DisposeAsync();
        _giveUp.Dispose();
    }

    [Fact]
    public async Task The_database_itself_waits_before_a_command_until_the_caller_gives_up()
    {
        await using var command = Database.CreateCommand("SELECT name FROM planets");
        var running = command.ExecuteScalarAsync(_giveUp.Token);
        await SleepingAsync(1);
        await _giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await SleepingAsync(0);
    }

    [Fact]
    public async Task The_database_itself_waits_before_a_query_of_a_context()
    {
        await using var scope = _service.Services.CreateAsyncScope();
        var running = scope.ServiceProvider.GetRequiredService<PlanetContext>().Planets.ToListAsync(_giveUp.Token);
        await SleepingAsync(1);
        await _giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await SleepingAsync(0);
    }

    [Fact]
    public async Task A_command_within_a_transaction_waits_on_the_connection_of_the_transaction()
    {
        await using var connection = await Database.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = Database.CreateCommand(connection, "SELECT 1");
        var running = command.ExecuteNonQueryAsync(_giveUp.Token);
        await SleepingAsync(1);

        Assert.Equal(connection.ProcessID, await AskAsync<int>("SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"));
        await _giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_slowed_command_gives_what_it_always_gave()
    {
        _flags.Set("databaseSlowQueries", 1.0);
        await using var command = Database.CreateCommand("SELECT name FROM planets WHERE name = $1");
        command.Parameters.Add(new() { Value = "Mars" });

        Assert.Equal("Mars", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_slowed_context_gives_what_it_always_gave()
    {
        _flags.Set("databaseSlowQueries", 1.0);
        await using var scope = _service.Services.CreateAsyncScope();

        Assert.Equal("Mars", Assert.Single(await scope.ServiceProvider.GetRequiredService<PlanetContext>().Planets.ToListAsync()).Name);
    }

    [Fact]
    public async Task Health_is_found_out_at_once()
    {
        var health = await _service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(HealthStatus.Healthy, health.Status);
    }

    [Fact]
    public async Task Nothing_waits_any_more_when_the_flag_is_off()
    {
        _flags.Set("databaseSlowQueries", 0.0);
        await using var command = Database.CreateCommand("SELECT 1");

        Assert.Equal(1, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_command_holds_a_connection_only_while_it_is_executed()
    {
        _flags.Set("databaseSlowQueries", 0.0);
        await using var first = Database.CreateCommand("INSERT INTO planets (name) VALUES ('Venus')");
        await first.ExecuteNonQueryAsync();
        await using var second = Database.CreateCommand("SELECT count(*) FROM planets");
        await using (var rows = await second.ExecuteReaderAsync())
            await rows.ReadAsync();
        await using var third = Database.CreateCommand("SELECT count(*) FROM planets");

        Assert.Equal(2L, await third.ExecuteScalarAsync());
    }

    private Task SleepingAsync(long count) => Eventually.HoldsAsync(async () =>
        await AskAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'") == count);

    private async Task<T> AskAsync<T>(string query)
    {
        await using var command = _onlooker.CreateCommand(query);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private sealed record Planet(string Name);

    private sealed class PlanetContext(DbContextOptions<PlanetContext> options) : DbContext(options)
    {
        public DbSet<Planet> Planets => Set<Planet>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Planet>(planet =>
        {
            planet.ToTable("planets").HasKey(row => row.Name);
            planet.Property(row => row.Name).HasColumnName("name");
        });
    }
}
