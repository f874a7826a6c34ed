using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Oteldemo;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Kafka;

/// <summary>Each test has a topic and a group of its own, because the broker is shared.</summary>
public sealed class KafkaConsumerTests(KafkaBroker broker) : IClassFixture<KafkaBroker>
{
    private readonly HandlerRecord _record = new();

    [Fact]
    public async Task An_order_that_was_produced_is_handled()
    {
        await using var service = await StartAsync("handled");
        await service.ProduceAsync("handled", "order-1");

        Assert.Equal("order-1", (await _record.NextAsync()).OrderId);
    }

    [Fact]
    public async Task Clients_take_settings_of_librdkafka()
    {
        await using var service = await ConsumingService.StartAsync(broker.BootstrapServers, "limited", "limited", _record, settings: new KeyValuePair<string, string?>("Kafka:Client:MessageMaxBytes", "1000"));

        var error = await Assert.ThrowsAsync<ProduceException<string, OrderResult>>(() => service.ProduceAsync("limited", new string('x', 2_000)));
        Assert.Equal(ErrorCode.MsgSizeTooLarge, error.Error.Code);
    }

    [Fact]
    public async Task A_failing_handler_gets_the_same_order_again_and_the_next_one_after_it()
    {
        _record.FailNext(2);
        await using var service = await StartAsync("retried");
        await service.ProduceAsync("retried", "order-1");
        await service.ProduceAsync("retried", "order-2");

        var attempts = new[] { await _record.NextAttemptAsync(), await _record.NextAttemptAsync(), await _record.NextAttemptAsync(), await _record.NextAttemptAsync() };

        Assert.Equal(["order-1", "order-1", "order-1", "order-2"], attempts);
    }

    [Fact]
    public async Task A_restarted_service_goes_on_after_the_last_handled_order()
    {
        await using (var before = await StartAsync("restarted"))
        {
            await before.ProduceAsync("restarted", "order-1");
            await _record.NextAsync();
        }

        await using var after = await StartAsync("restarted");
        await after.ProduceAsync("restarted", "order-2");

        Assert.Equal("order-2", (await _record.NextAsync()).OrderId);
    }

    [Fact]
    public async Task An_order_that_was_not_handled_before_the_stop_comes_again_after_it()
    {
        _record.FailNext(int.MaxValue);
        await using (var before = await StartAsync("unhandled"))
        {
            await before.ProduceAsync("unhandled", "order-1");
            await _record.NextAttemptAsync();
        }
        _record.FailNext(0);

        await using var after = await StartAsync("unhandled");

        Assert.Equal("order-1", (await _record.NextAsync()).OrderId);
    }

    [Fact]
    public async Task What_cannot_be_parsed_goes_to_the_dead_letters_and_the_next_order_is_handled()
    {
        await using var service = await StartAsync("garbled");
        using var raw = new DependentProducerBuilder<string, byte[]>(service.Producer.Handle).Build();
        await raw.ProduceAsync("garbled", new Message<string, byte[]> { Key = ConsumingService.Key, Value = [0xff, 0xff, 0xff], Headers = [new Header("origin", "test"u8.ToArray())] });
        await service.ProduceAsync("garbled", "order-1");

        Assert.Equal("order-1", (await _record.NextAsync()).OrderId);
        var dead = ReadFirst("garbled.dead-letter");
        Assert.Equal([0xff, 0xff, 0xff], dead.Message.Value);
        Assert.Equal("test", Encoding.UTF8.GetString(dead.Message.Headers.GetLastBytes("origin")));
        Assert.Equal("garbled", Encoding.UTF8.GetString(dead.Message.Headers.GetLastBytes("dead-letter.topic")));
    }

    [Fact]
    public async Task What_the_handler_rejects_goes_to_the_dead_letters_with_the_reason()
    {
        await using var service = await StartAsync("rejected");
        await service.ProduceAsync("rejected", "impossible");
        await service.ProduceAsync("rejected", "order-1");

        Assert.Equal("order-1", (await _record.NextAsync()).OrderId);
        Assert.Equal("There is no such order.", Encoding.UTF8.GetString(ReadFirst("rejected.dead-letter").Message.Headers.GetLastBytes("dead-letter.reason")));
    }

    [Fact]
    public async Task A_reader_without_a_group_reads_everything_again_after_each_start()
    {
        await using (var before = await ConsumingService.StartAsync(broker.BootstrapServers, "reread", null, _record))
        {
            await before.ProduceAsync("reread", "order-1");
            await _record.NextAsync();
        }

        await using var after = await ConsumingService.StartAsync(broker.BootstrapServers, "reread", null, _record);

        Assert.Equal("order-1", (await _record.NextAsync()).OrderId);
    }

    [Fact]
    public async Task A_service_whose_broker_answers_is_healthy()
    {
        await using var service = await StartAsync("healthy");

        Assert.Equal(HealthStatus.Healthy, await service.HealthAsync());
    }

    private Task<ConsumingService> StartAsync(string topic) => ConsumingService.StartAsync(broker.BootstrapServers, topic, $"{topic}-group", _record);

    private ConsumeResult<string, byte[]> ReadFirst(string topic)
    {
        using var consumer = new ConsumerBuilder<string, byte[]>(new ConsumerConfig { BootstrapServers = broker.BootstrapServers, GroupId = "test" }).Build();
        consumer.Assign(Enumerable.Range(0, 4).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        return consumer.Consume(TimeSpan.FromSeconds(30)) ?? throw new TimeoutException("No dead letter arrived.");
    }
}
