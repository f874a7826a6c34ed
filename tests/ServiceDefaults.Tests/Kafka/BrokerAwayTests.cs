using Microsoft.Extensions.Diagnostics.HealthChecks;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Kafka;

/// <summary>A broker of its own for each test: these end it.</summary>
public sealed class BrokerAwayTests : IAsyncLifetime
{
    private readonly KafkaBroker _broker = new();
    private readonly HandlerRecord _record = new();

    public async ValueTask InitializeAsync() => await _broker.InitializeAsync();

    public async ValueTask DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task A_service_starts_without_its_broker_and_reads_when_the_broker_comes()
    {
        await _broker.KillAsync();
        await using var service = await ConsumingService.StartAsync(_broker.BootstrapServers, "orders", "accounting", _record);
        await _broker.StartAsync();

        await service.ProduceAsync("orders", "order-1");

        Assert.Equal("order-1", (await _record.NextAsync()).OrderId);
    }

    [Fact]
    public async Task A_reader_without_a_group_starts_without_its_broker()
    {
        await _broker.KillAsync();
        await using var service = await ConsumingService.StartAsync(_broker.BootstrapServers, "orders", null, _record);
        await _broker.StartAsync();

        await service.ProduceAsync("orders", "order-1");

        Assert.Equal("order-1", (await _record.NextAsync()).OrderId);
    }

    [Fact]
    public async Task A_service_goes_on_after_its_broker_lost_everything_in_a_crash()
    {
        await using var service = await ConsumingService.StartAsync(_broker.BootstrapServers, "orders", "accounting", _record);
        foreach (var order in new[] { "before-1", "before-2", "before-3" })
        {
            await service.ProduceAsync("orders", order);
            await _record.NextAsync();
        }
        await _broker.KillAsync();
        await _broker.StartAsync();

        await service.ProduceAsync("orders", "after");

        Assert.Equal("after", (await _record.NextAsync()).OrderId);
    }

    [Theory]
    [InlineData("accounting")]
    [InlineData(null)]
    public async Task No_message_of_the_new_log_is_skipped_after_the_broker_lost_everything(string? group)
    {
        await using var service = await ConsumingService.StartAsync(_broker.BootstrapServers, "orders", group, _record);
        foreach (var order in new[] { "before-1", "before-2", "before-3" })
        {
            await service.ProduceAsync("orders", order);
            await _record.NextAsync();
        }
        await _broker.KillAsync();
        await _broker.StartAsync();
        string[] orders = ["after-1", "after-2", "after-3", "after-4", "after-5"];

        // A separate producer is faster than the consumer, which finds its old offset in the new log.
        await using (var other = await ConsumingService.StartAsync(_broker.BootstrapServers, "others", group: null, new HandlerRecord()))
            foreach (var order in orders)
                await other.ProduceAsync("orders", order);

        var missing = orders.ToHashSet();
        while (missing.Count > 0)
            missing.Remove((await _record.NextAsync()).OrderId);
    }

    [Fact]
    public async Task A_service_whose_broker_is_away_is_unhealthy()
    {
        await using var service = await ConsumingService.StartAsync(_broker.BootstrapServers, "orders", "accounting", _record);
        // A service without any client yet has nothing to ask with.
        await service.ProduceAsync("orders", "order-1");
        await _broker.KillAsync();

        Assert.Equal(HealthStatus.Unhealthy, await service.HealthAsync());
    }
}
