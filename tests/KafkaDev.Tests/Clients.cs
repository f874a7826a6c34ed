using System.Text;
using Confluent.Kafka;

namespace OtelShop.KafkaDev.Tests;

/// <summary>Confluent's clients, set up for tests.</summary>
internal static class Clients
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static IProducer<string, byte[]> Producer(string servers) =>
        new ProducerBuilder<string, byte[]>(new ProducerConfig
        {
            BootstrapServers = servers,
            LingerMs = 0,
            MessageMaxBytes = 8 << 20,
            ReconnectBackoffMs = 20,
            ReconnectBackoffMaxMs = 100,
        }).Build();

    public static IConsumer<string, byte[]> Consumer(string servers, string topic, string? group = null)
    {
        var consumer = new ConsumerBuilder<string, byte[]>(new ConsumerConfig
        {
            BootstrapServers = servers,
            GroupId = group ?? topic,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            // The mock waits about as long for the other members after one has left a group; less than 3 s, and it would expel the first one.
            SessionTimeoutMs = 4000,
            HeartbeatIntervalMs = 500,
            FetchWaitMaxMs = 20,
            ReconnectBackoffMs = 20,
            ReconnectBackoffMaxMs = 100,
            AllowAutoCreateTopics = true,
        }).SetLogHandler((_, _) => { }).Build();
        consumer.Subscribe(topic);
        return consumer;
    }

    public static Message<string, byte[]> Message(string key, string value, params (string Name, string Value)[] headers)
    {
        var message = new Message<string, byte[]> { Key = key, Value = Encoding.UTF8.GetBytes(value), Headers = [] };
        foreach (var (name, text) in headers)
            message.Headers.Add(name, Encoding.UTF8.GetBytes(text));
        return message;
    }

    public static ConsumeResult<string, byte[]> Next(this IConsumer<string, byte[]> consumer) =>
        consumer.Consume(Patience) ?? throw new TimeoutException("No message arrived.");

    public static string Text(this ConsumeResult<string, byte[]> result) => Encoding.UTF8.GetString(result.Message.Value);
}
