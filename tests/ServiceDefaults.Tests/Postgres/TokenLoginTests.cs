using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Npgsql;
using OtelShop.ServiceDefaults.Tests.Identity;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Postgres;

/// <summary>The server asks a role for its password, which is the current token.</summary>
[Collection(PostgresCollection.Name)]
public sealed class TokenLoginTests(PostgresServer server) : IAsyncLifetime
{
    private readonly string _role = $"shop-planets-{Guid.NewGuid():N}";
    private readonly IssuedTokens _tokens = new();
    private readonly FakeLogCollector _log = new();
    private string _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabaseAsync();
        await AdministerAsync($"CREATE ROLE \"{_role}\" LOGIN");
        await AcceptAsync(_tokens.Current!);
        await AdministerAsync($"GRANT ALL ON SCHEMA public TO \"{_role}\"");
        var file = await AdministerAsync("SHOW hba_file");
        await AdministerAsync($"COPY (VALUES ('host all postgres 127.0.0.1/32 trust'), ('host all all 127.0.0.1/32 scram-sha-256')) TO '{file}'");
        await AdministerAsync("SELECT pg_reload_conf()");
        await Eventually.HoldsAsync(async () => "scram-sha-256" == (string?)await AdministerAsync("SELECT auth_method FROM pg_hba_file_rules ORDER BY line_number DESC LIMIT 1"));
    }

    public async ValueTask DisposeAsync() => await AdministerAsync($"REVOKE ALL ON SCHEMA public FROM \"{_role}\"; REASSIGN OWNED BY \"{_role}\" TO postgres; DROP ROLE \"{_role}\"");

    [Fact]
    public async Task A_service_migrates_and_reads_with_a_token_for_PostgreSQL()
    {
        await using var service = await StartAsync();

        Assert.Equal("Mars", (await PlanetsAsync(service)).Single().PlanetName);
        Assert.All(_tokens.Scopes, scope => Assert.Equal("https://ossrdbms-aad.database.windows.net/.default", scope));
    }

    [Fact]
    public async Task New_connections_of_many_requests_sign_in_with_the_token_of_now()
    {
        await using var service = await StartAsync();
        _tokens.Current = IssuedTokens.TokenOf("second");
        await AcceptAsync(_tokens.Current);

        var planets = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => PlanetsAsync(service, seconds: 0.02)));

        Assert.All(planets, read => Assert.Equal("Mars", read.Single().PlanetName));
        Assert.InRange((long)(await AdministerAsync($"SELECT count(*) FROM pg_stat_activity WHERE usename = '{_role}'"))!, 5, 15);
    }

    [Fact]
    public async Task A_token_that_the_server_refuses_stops_the_service_with_the_way_out()
    {
        _tokens.Current = IssuedTokens.TokenOf("unknown");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(StartAsync);

        Assert.Matches($"^Database '.+' refuses the service: password authentication failed for user \"{_role}\"\\. .+create-roles.sh\\.$", error.Message);
    }

    [Fact]
    public async Task Without_a_token_the_service_waits_and_says_why()
    {
        var token = _tokens.Current;
        _tokens.Current = null;
        var starting = StartAsync();
        await Eventually.HoldsAsync(() => _log.GetSnapshot().Any(record => record.Message.EndsWith(
            "does not answer yet, trying again: Microsoft Entra ID gives the identity client-1 no token for https://ossrdbms-aad.database.windows.net/.default: The authority is away.",
            StringComparison.Ordinal)));
        _tokens.Current = token;

        await using var service = await starting;
        Assert.Single(await PlanetsAsync(service));
    }

    [Fact]
    public async Task A_password_in_the_connection_string_is_used_instead()
    {
        await AcceptAsync("secret");
        await using var service = await StartAsync(";Password=secret");

        Assert.Single(await PlanetsAsync(service));
        Assert.Equal(0, _tokens.Count);
    }

    private Task<TestService> StartAsync() => StartAsync("");

    private Task<TestService> StartAsync(string more) => TestService.StartAsync(
        builder =>
        {
            builder.Logging.AddProvider(new FakeLoggerProvider(_log));
            builder.Services.AddSingleton(_tokens.Identity);
            builder.AddNpgsqlDbContext<PlanetContext>("shop");
            builder.AddDatabaseDefaults<PlanetContext>();
        },
        settings: ("ConnectionStrings:shop", new NpgsqlConnectionStringBuilder(_database) { Username = _role }.ConnectionString + more));

    private static async Task<List<Planet>> PlanetsAsync(TestService service, double seconds = 0)
    {
        await using var context = await service.Services.GetRequiredService<IDbContextFactory<PlanetContext>>().CreateDbContextAsync();
        return await context.Planets.FromSql($"SELECT * FROM planets WHERE pg_sleep({seconds}) IS NOT NULL").ToListAsync();
    }

    // What Entra ID does with a token, a password does here.
    private Task<object?> AcceptAsync(string token) => AdministerAsync($"ALTER ROLE \"{_role}\" PASSWORD '{token}'");

    private async Task<object?> AdministerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
