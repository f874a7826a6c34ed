using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Accounting.Tests;

/// <summary>A database server of its own, because the test stops it.</summary>
public sealed class DatabaseOutageTests(PostgresServer server, KafkaBroker broker) : IClassFixture<PostgresServer>, IClassFixture<KafkaBroker>
{
    [Fact]
    public async Task An_order_outlasts_an_outage_of_the_database_that_is_longer_than_its_attempts()
    {
        using var attempts = new MetricCollector<double>(null, "OtelShop.Kafka", "messaging.process.duration");
        await using var service = new AccountingService(broker.BootstrapServers, new Books(await server.CreateDatabaseAsync()), maximumAttempts: 2);
        service.CreateClient().Dispose();
        await server.StopAsync();
        await service.PublishAsync(Orders.Order("o-1"));
        await Eventually.HoldsAsync(() => attempts.GetMeasurementSnapshot().Count(IsOutage) > 2);

        await server.StartAsync();

        Assert.Equal("o-1", (await service.WaitForAsync("o-1")).OrderId);
    }

    private static bool IsOutage(CollectedMeasurement<double> attempt) =>
        attempt.Tags.TryGetValue("error.type", out var error) && Equals(error, typeof(RetryLimitExceededException).FullName);
}
