using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Oteldemo;
using OtelShop.ServiceDefaults.Kafka;

namespace OtelShop.ServiceDefaults.Tests.Kafka;

/// <summary>A service with one producer and one consumer, as Program.cs would make it, without its web server.</summary>
internal sealed class ConsumingService : IAsyncDisposable
{
    public const string Key = "customer-1";

    private readonly IHost _host;

    private ConsumingService(IHost host) => _host = host;

    public IProducer<string, OrderResult> Producer => _host.Services.GetRequiredService<IProducer<string, OrderResult>>();

    public static async Task<ConsumingService> StartAsync(string servers, string topic, string? group, HandlerRecord record, int maximumAttempts = 10, params KeyValuePair<string, string?>[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "shop-test" });
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:kafka", servers),
            new("Kafka:Consumer:MaximumAttempts", $"{maximumAttempts}"),
            new("Kafka:Consumer:LongestDelay", "00:00:00.200"),
            .. settings,
        ]);
        builder.Services.AddLogging();
        builder.Services.AddSingleton(record);
        builder.AddKafkaProducer<string, OrderResult>("kafka");
        if (group is null)
            builder.AddKafkaTopicReader<OrderResult, RecordingHandler>("kafka", topic);
        else
            builder.AddKafkaMessageHandler<OrderResult, RecordingHandler>("kafka", topic, group);
        var service = new ConsumingService(builder.Build());
        await service._host.StartAsync();
        return service;
    }

    /// <summary>All orders have one key and so one partition, which keeps their order.</summary>
    public Task<DeliveryResult<string, OrderResult>> ProduceAsync(string topic, string orderId) =>
        Producer.ProduceTracedAsync(topic, new Message<string, OrderResult> { Key = Key, Value = new OrderResult { OrderId = orderId } });

    public async Task<HealthStatus> HealthAsync() =>
        (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
