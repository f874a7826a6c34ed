using System.Collections.Concurrent;
using Confluent.Kafka;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults.Identity;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Makes the clients of one broker and remembers their handles, so that a health check needs no connection of its own.</summary>
internal sealed class KafkaConnection(KafkaAddress address, IOptions<ClientConfig> settings, ILogger<KafkaConnection> logger, WorkloadIdentity? identity = null)
{
    // librdkafka reports another cluster nowhere else.
    private const string OtherClusterFacility = "CLUSTERID";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly ConcurrentQueue<Handle> _handles = [];
    private readonly KafkaTokens? _tokens = KafkaTokens.Of(settings.Value, identity, address.Servers);

    public string Servers => address.Servers;

    public IProducer<TKey, TValue> CreateProducer<TKey, TValue>(Action<ProducerConfig>? configure = null)
    {
        var config = Common(new ProducerConfig
        {
            Acks = Acks.All,
            LingerMs = 1,
            MessageTimeoutMs = 30_000,
            QueueBufferingMaxKbytes = 16 * 1024,
        });
        configure?.Invoke(config);
        var builder = new ProducerBuilder<TKey, TValue>(config).SetLogHandler((_, message) => Log(message)).SetErrorHandler((_, error) => Log(error));
        if (SerializerOf<TKey>() is { } keys)
            builder.SetKeySerializer(keys);
        if (SerializerOf<TValue>() is { } values)
            builder.SetValueSerializer(values);
        if (_tokens is not null)
            builder.SetOAuthBearerTokenRefreshHandler((client, _) => _tokens.Set(client));
        var producer = builder.Build();
        _handles.Enqueue(producer.Handle);
        return producer;
    }

    /// <param name="subscription">What the consumer reads.</param>
    /// <param name="clusterChanged">Called on a thread of librdkafka when the address leads to another cluster than before.</param>
    /// <param name="assigned">Names the offsets from which the partitions that the group assigns are read.</param>
    public IConsumer<byte[], byte[]> CreateConsumer(
        KafkaSubscription subscription, Action clusterChanged, Func<List<TopicPartition>, IEnumerable<TopicPartitionOffset>> assigned)
    {
        var config = Common(new ConsumerConfig
        {
            // librdkafka wants a name even from a reader without a group.
            GroupId = subscription.GroupId ?? $"{address.ClientId}-reader",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            AllowAutoCreateTopics = true,
            // Commits happen in the background, but only of offsets that the loop has stored after the work.
            EnableAutoOffsetStore = false,
            EnableAutoCommit = subscription.GroupId is not null,
            AutoCommitIntervalMs = 1_000,
            // The shortest that brokers accept by default: how long partitions of a crashed service wait.
            SessionTimeoutMs = 6_000,
            HeartbeatIntervalMs = 2_000,
            // KafkaDev answers a waiting fetch only when its time is up, so this is the latency of a message on a developer's machine.
            FetchWaitMaxMs = 100,
            QueuedMaxMessagesKbytes = 4 * 1024,
        });
        var builder = new ConsumerBuilder<byte[], byte[]>(config)
            .SetLogHandler((_, message) =>
            {
                Log(message);
                if (message.Facility == OtherClusterFacility)
                    clusterChanged();
            })
            .SetErrorHandler((_, error) => Log(error))
            .SetPartitionsAssignedHandler((_, partitions) => assigned(partitions));
        if (_tokens is not null)
            builder.SetOAuthBearerTokenRefreshHandler((client, _) => _tokens.Set(client));
        var consumer = builder.Build();
        _handles.Enqueue(consumer.Handle);
        return consumer;
    }

    /// <summary>Asks the broker about itself. Blocks up to two seconds.</summary>
    /// <returns>Null when no client has been made yet, so that there is nothing to ask with.</returns>
    /// <exception cref="KafkaException">It does not answer.</exception>
    public Metadata? ReadMetadata()
    {
        if (!_handles.TryPeek(out var handle))
            return null;
        using var client = new DependentAdminClientBuilder(handle).Build();
        return client.GetMetadata(Patience);
    }

    /// <inheritdoc cref="ReadMetadata()"/>
    public static TopicMetadata ReadMetadata(Handle handle, string topic)
    {
        using var client = new DependentAdminClientBuilder(handle).Build();
        return client.GetMetadata(topic, Patience).Topics[0];
    }

    private TConfig Common<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.BootstrapServers = address.Servers;
        config.ClientId = address.ClientId;
        config.SocketKeepaliveEnable = true;
        config.SocketNagleDisable = true;
        config.ReconnectBackoffMs = 50;
        config.ReconnectBackoffMaxMs = 1_000;
        config.TopicMetadataRefreshIntervalMs = 60_000;
        foreach (var (name, value) in settings.Value)
            config.Set(name, value);
        return config;
    }

    private void Log(LogMessage message)
    {
        if (message.Level > SyslogLevel.Warning)
            logger.ClientDetail(message.Facility, message.Message);
        else
            logger.ClientTrouble(message.Facility, message.Message);
    }

    private void Log(Error error) => logger.ClientError(Servers, error.Reason);

    private static ISerializer<T>? SerializerOf<T>() => typeof(IMessage).IsAssignableFrom(typeof(T))
        ? (ISerializer<T>)Activator.CreateInstance(typeof(ProtobufSerializer<>).MakeGenericType(typeof(T)))!
        : null;
}
