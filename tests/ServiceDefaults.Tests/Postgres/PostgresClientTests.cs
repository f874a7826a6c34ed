using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class PostgresClientTests(PostgresServer server)
{
    [Fact]
    public async Task A_context_reads_what_the_schema_files_made()
    {
        await using var service = await TestService.StartAsync(
            builder =>
            {
                builder.AddNpgsqlDbContext<PlanetContext>("shop");
                builder.AddSqlMigrations("shop");
            },
            settings: ("ConnectionStrings:shop", await server.CreateDatabaseAsync()));
        await using var scope = service.Services.CreateAsyncScope();
        var planets = await scope.ServiceProvider.GetRequiredService<PlanetContext>().Planets.ToListAsync();

        Assert.Equal("Mars", Assert.Single(planets).Name);
    }

    [Fact]
    public async Task The_service_is_healthy_while_its_database_answers()
    {
        await using var service = await StartAsync(await server.CreateDatabaseAsync());

        Assert.Equal(HealthStatus.Healthy, await HealthAsync(service));
    }

    [Fact]
    public async Task The_service_starts_without_its_database_and_says_that_it_is_unhealthy()
    {
        await using var service = await StartAsync("Host=127.0.0.1;Port=1;Username=x;Database=x");

        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(service));
    }

    [Fact]
    public async Task The_pool_is_small_unless_the_connection_string_says_otherwise()
    {
        await using var modest = await StartAsync("Host=a");
        await using var large = await StartAsync("Host=a;Maximum Pool Size=70");

        Assert.Equal(15, PoolOf(modest));
        Assert.Equal(70, PoolOf(large));
    }

    [Fact]
    public async Task A_missing_connection_string_stops_the_service_and_is_named()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestService.StartAsync(builder => builder.AddNpgsqlDataSource("shop")));

        Assert.Contains("ConnectionStrings__shop", error.Message, StringComparison.Ordinal);
    }

    private static Task<TestService> StartAsync(string database) =>
        TestService.StartAsync(builder => builder.AddNpgsqlDataSource("shop"), settings: ("ConnectionStrings:shop", database));

    private static async Task<HealthStatus> HealthAsync(TestService service) =>
        (await service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;

    private static int PoolOf(TestService service) =>
        new NpgsqlConnectionStringBuilder(service.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString).MaxPoolSize;
}
