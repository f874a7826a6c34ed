using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class PostgresHealthTests(PostgresServer server)
{
    [Fact]
    public async Task The_service_is_healthy_while_its_database_answers() =>
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(await server.CreateDatabaseAsync()));

    [Fact]
    public async Task The_service_is_unhealthy_while_its_database_does_not_answer() =>
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync("Host=127.0.0.1;Port=1;Username=x;Database=x"));

    private static async Task<HealthStatus> HealthAsync(string database)
    {
        await using var service = await TestService.StartAsync(
            builder => builder.AddNpgsqlDbContext<PlanetContext>("shop"), settings: ("ConnectionStrings:shop", database));
        return (await service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;
    }
}
