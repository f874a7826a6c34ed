using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Postgres;

/// <summary>The password of a role changes while a service runs: first in PostgreSQL, then in the mounted file.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PasswordRotationTests(PostgresServer server) : IAsyncLifetime
{
    private const int Workers = 30;

    private readonly string _role = $"rotated_{Guid.NewGuid():N}";
    private readonly string _file = Path.GetTempFileName();
    private string _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabaseAsync();
        await AdministerAsync($"CREATE ROLE {_role} LOGIN PASSWORD 'first'; GRANT ALL ON SCHEMA public TO {_role}");
        var hba = await AdministerAsync("SHOW hba_file");
        await AdministerAsync($"COPY (VALUES ('host all postgres 127.0.0.1/32 trust'), ('host all all 127.0.0.1/32 scram-sha-256')) TO '{hba}'");
        await AdministerAsync("SELECT pg_reload_conf()");
        await Eventually.HoldsAsync(async () => "scram-sha-256" == (string?)await AdministerAsync("SELECT auth_method FROM pg_hba_file_rules ORDER BY line_number DESC LIMIT 1"));
        await File.WriteAllTextAsync(_file, "first\n");
    }

    public async ValueTask DisposeAsync()
    {
        await AdministerAsync($"REVOKE ALL ON SCHEMA public FROM {_role}; REASSIGN OWNED BY {_role} TO postgres; DROP ROLE {_role}");
        File.Delete(_file);
    }

    [Fact]
    public async Task A_rotated_password_fails_no_request_of_a_pool_under_load()
    {
        await using var service = await StartAsync();
        var (requests, isOver) = (0, false);
        var load = Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref isOver))
            {
                Assert.Equal("Mars", (await PlanetsAsync(service)).Single().PlanetName);
                Interlocked.Increment(ref requests);
            }
        })).ToList();
        await Eventually.HoldsAsync(() => Volatile.Read(ref requests) > 10 * Workers);

        await AdministerAsync($"ALTER ROLE {_role} PASSWORD 'second'");
        // Every connection has to sign in again while the file still has the first password.
        await AdministerAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{_role}'");
        await File.WriteAllTextAsync(_file, "second\n");

        var before = Volatile.Read(ref requests);
        await Eventually.HoldsAsync(() => Volatile.Read(ref requests) > before + (20 * Workers) || load.Exists(worker => worker.IsFaulted));
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(load);
        TestContext.Current.TestOutputHelper?.WriteLine($"{requests} requests");
    }

    [Fact]
    public async Task A_password_that_does_not_arrive_fails_the_request_after_its_retries()
    {
        await using var service = await StartAsync();
        await AdministerAsync($"ALTER ROLE {_role} PASSWORD 'second'; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{_role}'");

        var error = await Assert.ThrowsAsync<RetryLimitExceededException>(() => PlanetsAsync(service));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, Assert.IsType<PostgresException>(error.InnerException).SqlState);
    }

    private Task<TestService> StartAsync() => TestService.StartAsync(
        builder =>
        {
            builder.AddNpgsqlDbContext<PlanetContext>("shop");
            builder.AddDatabaseDefaults<PlanetContext>();
        },
        settings: [("ConnectionStrings:shop", new NpgsqlConnectionStringBuilder(_database) { Username = _role }.ConnectionString), ("Postgres:PasswordFile", _file)]);

    private static async Task<List<Planet>> PlanetsAsync(TestService service)
    {
        await using var context = await service.Services.GetRequiredService<IDbContextFactory<PlanetContext>>().CreateDbContextAsync();
        return await context.Planets.FromSql($"SELECT * FROM planets WHERE pg_sleep(0.01) IS NOT NULL").ToListAsync();
    }

    private async Task<object?> AdministerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
