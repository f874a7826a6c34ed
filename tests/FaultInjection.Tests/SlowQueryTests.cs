using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OtelShop.Testing.Backing;

namespace OtelShop.FaultInjection.Tests;

public sealed class SlowQueryTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private const double AMinute = 60_000;

    private readonly TestFlags _flags = new TestFlags().With("databaseSlowQueries", AMinute);
    private readonly CancellationTokenSource _giveUp = new();
    private NpgsqlDataSource _observer = null!;
    private TestService _service = null!;
    private PlanetContext _context = null!;

    // Starts with the flag on: neither the migrations nor the first health check is slowed.
    public async ValueTask InitializeAsync()
    {
        var database = await server.CreateDatabaseAsync();
        _observer = NpgsqlDataSource.Create(database);
        await using (var schema = _observer.CreateCommand("CREATE TABLE planets (name text PRIMARY KEY); INSERT INTO planets VALUES ('Mars')"))
            await schema.ExecuteNonQueryAsync();
        _service = await TestService.StartAsync(
            builder =>
            {
                _flags.AddTo(builder.Services);
                builder.AddNpgsqlDbContext<PlanetContext>("shop");
                builder.AddDatabaseDefaults<PlanetContext>();
            },
            settings: ("ConnectionStrings:shop", $"{database};Maximum Pool Size=1"));
        _context = await _service.Services.GetRequiredService<IDbContextFactory<PlanetContext>>().CreateDbContextAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _giveUp.CancelAsync();
        await _context.DisposeAsync();
        await _service.DisposeAsync();
        await _observer.DisposeAsync();
        _giveUp.Dispose();
    }

    [Fact]
    public async Task The_database_itself_waits_before_a_command_until_the_caller_gives_up()
    {
        var running = _context.Database.ExecuteSqlAsync($"UPDATE planets SET name = 'Venus'", _giveUp.Token);
        await SleepingAsync(1);
        await _giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await SleepingAsync(0);
    }

    [Fact]
    public async Task The_database_itself_waits_before_a_query()
    {
        var running = _context.Planets.ToListAsync(_giveUp.Token);
        await SleepingAsync(1);
        await _giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await SleepingAsync(0);
    }

    [Fact]
    public async Task The_database_itself_waits_before_changes_are_saved()
    {
        _context.Planets.Add(new Planet("Venus"));
        var running = _context.SaveChangesAsync(_giveUp.Token);
        await SleepingAsync(1);
        await _giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await SleepingAsync(0);
    }

    [Fact]
    public async Task A_command_within_a_transaction_waits_on_the_connection_of_the_transaction()
    {
        var running = _context.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                await using var transaction = await _context.Database.BeginTransactionAsync(token);
                return await _context.Database.ExecuteSqlAsync($"UPDATE planets SET name = 'Venus'", token);
            },
            _giveUp.Token);
        await SleepingAsync(1);

        Assert.Equal(
            ((NpgsqlConnection)_context.Database.GetDbConnection()).ProcessID,
            await AskAsync<int>("SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"));
        await _giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_slowed_query_gives_what_it_always_gave()
    {
        _flags.Set("databaseSlowQueries", 1.0);

        Assert.Equal("Mars", Assert.Single(await _context.Planets.ToListAsync()).Name);
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

        Assert.Equal("Mars", Assert.Single(await _context.Planets.ToListAsync()).Name);
    }

    private Task SleepingAsync(long count) => Eventually.HoldsAsync(async () =>
        await AskAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'") == count);

    private async Task<T> AskAsync<T>(string query)
    {
        await using var command = _observer.CreateCommand(query);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private sealed record Planet(string Name);

    private sealed class PlanetContext(DbContextOptions<PlanetContext> options) : DbContext(options)
    {
        public DbSet<Planet> Planets => Set<Planet>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Planet>().ToTable("planets").HasKey(row => row.Name);
    }
}
