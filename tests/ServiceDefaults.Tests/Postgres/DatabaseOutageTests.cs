using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Npgsql;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class DatabaseOutageTests(PostgresServer server)
{
    private readonly FakeLogCollector _log = new();
    private string _database = "";

    [Fact]
    public async Task Callers_that_leave_before_the_database_answers_make_one_record_of_it()
    {
        await using var service = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => LeaveAsync(service, TimeSpan.FromMilliseconds(1200))));

        Assert.Matches("^Database [a-z0-9_]+ does not answer: a caller gave up after [0-9.]+ s[.]$", Assert.Single(Records()).Message);
    }

    [Fact]
    public async Task A_caller_that_leaves_at_once_makes_no_record()
    {
        await using var service = await StartAsync();

        await LeaveAsync(service, TimeSpan.FromMilliseconds(100));

        Assert.Empty(Records());
    }

    [Fact]
    public async Task Connections_that_fail_make_one_record_with_the_reason()
    {
        await using var service = await StartAsync();
        await using (var administration = NpgsqlDataSource.Create(server.ConnectionString))
        await using (var drop = administration.CreateCommand($"DROP DATABASE {_database} WITH (FORCE)"))
            await drop.ExecuteNonQueryAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            await using var planets = await ContextAsync(service);
            await Assert.ThrowsAnyAsync<Exception>(() => planets.Database.ExecuteSqlAsync($"SELECT 1"));
        }));

        Assert.Contains($"database \"{_database}\" does not exist", Assert.Single(Records()).Message, StringComparison.Ordinal);
    }

    // EF Core's own records of connections are left out.
    private IEnumerable<FakeLogRecord> Records() => _log.GetSnapshot().Where(record => record.Id.Name == "database.unavailable" || record.Category?.EndsWith(".Connection", StringComparison.Ordinal) is true);

    private static Task<PlanetContext> ContextAsync(TestService service) => service.Services.GetRequiredService<IDbContextFactory<PlanetContext>>().CreateDbContextAsync();

    private static async Task LeaveAsync(TestService service, TimeSpan after)
    {
        await using var planets = await ContextAsync(service);
        using var caller = new CancellationTokenSource(after, TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => planets.Database.ExecuteSqlAsync($"SELECT pg_sleep(30)", caller.Token));
    }

    private async Task<TestService> StartAsync()
    {
        var connection = await server.CreateDatabaseAsync();
        _database = new NpgsqlConnectionStringBuilder(connection).Database!;
        return await TestService.StartAsync(
            builder =>
            {
                builder.Logging.AddProvider(new FakeLoggerProvider(_log));
                builder.AddNpgsqlDbContext<PlanetContext>("shop");
                builder.AddDatabaseDefaults<PlanetContext>();
            },
            settings: ("ConnectionStrings:shop", connection));
    }
}
