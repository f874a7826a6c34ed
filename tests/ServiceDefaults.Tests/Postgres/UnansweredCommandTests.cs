using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class UnansweredCommandTests(PostgresServer server)
{
    private readonly FakeLogCollector _log = new();

    [Fact]
    public async Task Callers_that_leave_before_the_database_answers_make_one_record_of_it()
    {
        await using var service = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => LeaveAsync(service, TimeSpan.FromMilliseconds(1200))));

        Assert.Matches("^Database [a-z0-9_]+ does not answer before its callers' time ends$", Assert.Single(Records()).Message);
    }

    [Fact]
    public async Task A_caller_that_leaves_at_once_makes_no_record()
    {
        await using var service = await StartAsync();

        await LeaveAsync(service, TimeSpan.FromMilliseconds(100));

        Assert.Empty(Records());
    }

    private IEnumerable<FakeLogRecord> Records() => _log.GetSnapshot().Where(record => record.Id.Name == "database.command.unanswered");

    private static async Task LeaveAsync(TestService service, TimeSpan after)
    {
        await using var planets = await service.Services.GetRequiredService<IDbContextFactory<PlanetContext>>().CreateDbContextAsync();
        using var caller = new CancellationTokenSource(after, TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => planets.Database.ExecuteSqlAsync($"SELECT pg_sleep(30)", caller.Token));
    }

    private async Task<TestService> StartAsync() => await TestService.StartAsync(
        builder =>
        {
            builder.Logging.AddProvider(new FakeLoggerProvider(_log));
            builder.AddNpgsqlDbContext<PlanetContext>("shop");
            builder.AddDatabaseDefaults<PlanetContext>();
        },
        settings: ("ConnectionStrings:shop", await server.CreateDatabaseAsync()));
}
