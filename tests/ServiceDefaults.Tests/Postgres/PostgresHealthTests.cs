using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class PostgresHealthTests(PostgresServer server)
{
    [Fact]
    public async Task A_service_is_healthy_until_its_database_is_gone()
    {
        var database = await server.CreateDatabaseAsync();
        await using var service = await TestService.StartAsync(
            builder =>
            {
                builder.AddNpgsqlDbContext<PlanetContext>("shop");
                builder.AddDatabaseDefaults<PlanetContext>();
            },
            settings: ("ConnectionStrings:shop", database));
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(service));

        await using var administration = NpgsqlDataSource.Create(server.ConnectionString);
        await using var drop = administration.CreateCommand($"DROP DATABASE {new NpgsqlConnectionStringBuilder(database).Database} WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();

        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(service));
    }

    private static async Task<HealthStatus> HealthAsync(TestService service) =>
        (await service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;
}
