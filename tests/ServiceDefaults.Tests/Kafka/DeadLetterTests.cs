using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Npgsql;
using Oteldemo;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Kafka;

/// <summary>Each test has a topic and a group of its own, because the broker is shared.</summary>
public sealed class DeadLetterTests(KafkaBroker broker) : IClassFixture<KafkaBroker>
{
    private const string Traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static readonly DateTimeOffset Yesterday = new(2026, 3, 1, 12, 30, 15, TimeSpan.Zero);
    private readonly HandlerRecord _record = new();

    [Fact]
    public async Task An_order_that_fails_in_every_attempt_is_given_up_and_the_next_one_is_handled()
    {
        _record.FailNext(3);
        await using var service = await StartAsync("given-up");
        await service.ProduceAsync("given-up", "order-1");
        await service.ProduceAsync("given-up", "order-2");

        Assert.Equal("order-2", (await _record.NextAsync()).OrderId);
        Assert.Equal("order-1", OrderResult.Parser.ParseFrom(ReadLetter("given-up").Value).OrderId);
    }

    [Fact]
    public async Task A_dead_letter_has_the_original_headers_and_says_why_and_from_where()
    {
        _record.FailNext(3);
        await using var service = await StartAsync("explained");
        await ProduceAsync(service, "explained", new Headers { { "traceparent", Encoding.UTF8.GetBytes(Traceparent) }, { "origin", "test"u8.ToArray() } });

        Assert.Equal(
            [
                ("traceparent", Traceparent), ("origin", "test"), ("dead-letter.reason", "The order has no shipping label."), ("dead-letter.attempts", "3"),
                ("dead-letter.group", "explained-group"), ("dead-letter.topic", "explained"), ("dead-letter.partition", "0"), ("dead-letter.offset", "0"),
                ("dead-letter.timestamp", $"{Yesterday.ToUnixTimeMilliseconds()}"),
            ],
            ReadLetter("explained").Headers.Select(header => (header.Key, Encoding.UTF8.GetString(header.GetValueBytes()))));
    }

    [Fact]
    public async Task A_dead_letter_is_counted()
    {
        using var collector = new MetricCollector<long>(null, "OtelShop.Kafka", "messaging.kafka.consumer.dead_letters");
        _record.FailNext(3);
        await using var service = await StartAsync("counted");
        await service.ProduceAsync("counted", "order-1");
        await service.ProduceAsync("counted", "order-2");
        await _record.NextAsync();

        var counted = collector.GetMeasurementSnapshot().Single(measurement => Equals(measurement.Tags["messaging.destination.name"], "counted"));
        Assert.Equal((1L, "counted-group"), (counted.Value, counted.Tags["messaging.consumer.group.name"]));
    }

    [Fact]
    public async Task Outages_use_up_no_attempts()
    {
        _record.Failure = new NpgsqlException("The database is away.", new SocketException());
        _record.FailNext(7);
        await using var service = await StartAsync("outage");
        await service.ProduceAsync("outage", "order-1");

        Assert.Equal("order-1", (await _record.NextAsync()).OrderId);
    }

    [Fact]
    public async Task The_documented_command_replays_a_dead_letter_with_its_time_and_trace()
    {
        _record.FailNext(3);
        await using var service = await StartAsync("orders");
        await ProduceAsync(service, "orders", new Headers { { "traceparent", Encoding.UTF8.GetBytes(Traceparent) } });
        var letter = Read("orders.dead-letter");

        await ReplayAsync(letter.TopicPartitionOffset);

        var replayed = await _record.NextAsync();
        Assert.Equal(("order-1", Yesterday), (replayed.OrderId, replayed.EventTime));
        Assert.Equal(Traceparent, Encoding.UTF8.GetString(Read("orders", offset: 1, partitions: 1).Message.Headers.GetLastBytes("traceparent")));
    }

    private Task<ConsumingService> StartAsync(string topic) => ConsumingService.StartAsync(broker.BootstrapServers, topic, $"{topic}-group", _record, maximumAttempts: 3);

    private static async Task ProduceAsync(ConsumingService service, string topic, Headers headers) => await service.Producer.ProduceAsync(
        new TopicPartition(topic, 0),
        new Message<string, OrderResult> { Key = ConsumingService.Key, Value = new OrderResult { OrderId = "order-1" }, Headers = headers, Timestamp = new Timestamp(Yesterday) });

    private Message<string, byte[]> ReadLetter(string topic) => Read($"{topic}.dead-letter").Message;

    private ConsumeResult<string, byte[]> Read(string topic, int offset = 0, int partitions = 4)
    {
        using var consumer = new ConsumerBuilder<string, byte[]>(new ConsumerConfig { BootstrapServers = broker.BootstrapServers, GroupId = "test" }).Build();
        consumer.Assign(Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(topic, partition, offset)));
        return consumer.Consume(TimeSpan.FromSeconds(30)) ?? throw new TimeoutException("No message arrived.");
    }

    private async Task ReplayAsync(TopicPartitionOffset letter)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "dead-letters.md"));
        var command = page.Split("```sh\n")[1].Split("```")[0];
        var start = new ProcessStartInfo("/bin/sh", ["-e", "-c", command])
        {
            Environment = { ["BROKER"] = broker.BootstrapServers, ["PARTITION"] = $"{letter.Partition.Value}", ["OFFSET"] = $"{letter.Offset.Value}" },
        };
        using var shell = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await shell.WaitForExitAsync(timeout.Token);
        Assert.Equal(0, shell.ExitCode);
    }
}
