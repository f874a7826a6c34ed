using Confluent.Kafka;
using Google.Protobuf;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Options;
using OtelShop.FraudDetections;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.FraudDetection.Tests;

public sealed class FraudServiceTests(PostgresServer server, KafkaBroker broker) : IClassFixture<PostgresServer>, IClassFixture<KafkaBroker>
{
    [Fact]
    public async Task A_suspicious_order_from_the_topic_becomes_an_alert()
    {
        var database = await server.CreateDatabaseAsync();
        await using var service = Service(database);
        service.CreateClient().Dispose();
        using var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig { BootstrapServers = broker.BootstrapServers }).Build();
        await producer.ProduceAsync("orders", new Message<string, byte[]> { Key = "o-1", Value = Orders.Ordinary("o-1", quantity: 100).ToByteArray() });

        await using var screening = new Screening(database);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await screening.AlertAsync("o-1") is null)
            await timer.WaitForNextTickAsync(timeout.Token);
        Assert.StartsWith("90 ", await screening.AlertAsync("o-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => EntryPoint.RunAsync<OrderScreening>(
            ("ConnectionStrings:kafka", broker.BootstrapServers),
            ("ConnectionStrings:fraud", server.ConnectionString),
            ("Fraud:AlertScore", "0")));

        Assert.Contains("AlertScore", error.Message, StringComparison.Ordinal);
    }

    private WebApplicationFactory<OrderScreening> Service(string database) => new WebApplicationFactory<OrderScreening>().WithWebHostBuilder(builder => builder
        .UseSetting("ConnectionStrings:kafka", broker.BootstrapServers)
        .UseSetting("ConnectionStrings:fraud", database));
}
