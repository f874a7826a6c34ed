using Confluent.Kafka;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task An_order_in_another_currency_is_converted_by_the_currency_service()
    {
        await using var currency = await TestService.StartAsync(map: app => app.MapGrpcService<FakeCurrency>());
        var database = await server.CreateDatabaseAsync();
        await using var service = Service(database, ("services:currency:grpc:0", currency.GrpcAddress.ToString()));
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OrderScreening>().HandleAsync(
            Orders.Ordinary("o-1", units: 250_000, currency: "ISK"), DateTimeOffset.UnixEpoch, CancellationToken.None);

        await using var screening = new Screening(database);
        Assert.Equal("70 high-amount,currency-mismatch", await screening.AlertAsync("o-1"));
    }

    [Fact]
    public async Task Many_replicas_at_once_count_every_order_to_an_address()
    {
        const int addresses = 20;
        var database = await server.CreateDatabaseAsync();
        await using var service = Service(database);
        service.CreateClient().Dispose();

        var calls = await Concurrently.CallAsync(async number =>
        {
            var order = Orders.Ordinary($"o-{number / 2}");
            order.ShippingAddress.StreetAddress = $"{number / 2 % addresses} Star Street";
            await using var scope = service.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OrderScreening>().HandleAsync(order, DateTimeOffset.UnixEpoch, CancellationToken.None);
            return number;
        });

        var orders = calls.Count / 2;
        await using var screening = new Screening(database);
        Assert.Equal(orders, await screening.QueryAsync<long>("SELECT count(*) FROM screened_orders"));
        // The orders within the limit raise no alert.
        Assert.Equal(orders - (addresses * new FraudOptions().MaximumOrdersToOneAddress), await screening.QueryAsync<long>("SELECT count(*) FROM fraud_alerts"));
    }

    [Fact]
    public async Task The_service_keeps_the_alerts_of_a_former_database_and_adds_to_them()
    {
        var database = await server.CreateDatabaseAsync("FormerSchema.sql");
        await using var service = Service(database);
        service.CreateClient().Dispose();
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OrderScreening>().HandleAsync(Orders.Ordinary("o-1", quantity: 41), DateTimeOffset.UnixEpoch, CancellationToken.None);

        await using var screening = new Screening(database);
        Assert.Equal("90 high-amount,large-quantity", await screening.AlertAsync("former-order"));
        Assert.Equal("90 high-amount,large-quantity", await screening.AlertAsync("o-1"));
    }

    [Fact]
    public async Task A_former_database_has_the_schema_of_a_new_one()
    {
        var former = await server.CreateDatabaseAsync("FormerSchema.sql");
        var created = await server.CreateDatabaseAsync();
        await using var onFormer = Service(former);
        await using var onCreated = Service(created);
        onFormer.CreateClient().Dispose();
        onCreated.CreateClient().Dispose();

        Assert.Equal(await DatabaseSchema.DescribeAsync(created), await DatabaseSchema.DescribeAsync(former));
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

    private WebApplicationFactory<OrderScreening> Service(string database, params (string Key, string Value)[] settings) =>
        new WebApplicationFactory<OrderScreening>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("ConnectionStrings:kafka", broker.BootstrapServers).UseSetting("ConnectionStrings:fraud", database);
            foreach (var (key, value) in settings)
                builder.UseSetting(key, value);
        });
}
