using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Publishes messages that a group cannot handle to the dead-letter topic, with reason and origin in headers.</summary>
internal sealed class KafkaDeadLetters(KafkaSubscription subscription, KafkaConnection connection, ILogger<KafkaDeadLetters> logger) : IDisposable
{
    private const string Prefix = "dead-letter.";
    private const string TimestampHeader = Prefix + "timestamp";
    private const int LongestReason = 1_000;
    private static readonly long LatestMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
    private readonly Lazy<IProducer<byte[], byte[]>> _producer = new(() => connection.CreateProducer<byte[], byte[]>());

    /// <summary>The time of the message's event: of a replayed dead letter, the time of the original.</summary>
    public static DateTimeOffset EventTime(Message<byte[], byte[]> message)
    {
        var replayed = message.Headers?.TryGetLastBytes(TimestampHeader, out var value) == true ? Encoding.UTF8.GetString(value) : null;
        var milliseconds = long.TryParse(replayed, CultureInfo.InvariantCulture, out var original) ? original : message.Timestamp.UnixTimestampMs;
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, 0, LatestMilliseconds));
    }

    /// <summary>Completes when the broker has the dead letter. A reader without a group has no dead letters and skips the message.</summary>
    /// <exception cref="KafkaException">The broker does not take the dead letter.</exception>
    public async Task AddAsync(ConsumeResult<byte[], byte[]> result, Exception error, int attempts, CancellationToken cancellationToken)
    {
        if (subscription.GroupId is null)
        {
            logger.Skipped(result.Topic, KafkaTelemetry.Text(result.Partition), result.Offset, error.Message);
            return;
        }
        // Not traced: the dead letter keeps the trace context of the original, so that a replay continues its trace.
        await _producer.Value.ProduceAsync(subscription.DeadLetterTopic, Letter(result, error, attempts), cancellationToken);
        KafkaTelemetry.DeadLettered(result.Topic, subscription.GroupId, error);
        logger.DeadLettered(result.Topic, KafkaTelemetry.Text(result.Partition), result.Offset, subscription.DeadLetterTopic, attempts, error.Message);
    }

    public void Dispose()
    {
        if (_producer.IsValueCreated)
            _producer.Value.Dispose();
    }

    private Message<byte[], byte[]> Letter(ConsumeResult<byte[], byte[]> result, Exception error, int attempts)
    {
        var letter = new Message<byte[], byte[]> { Key = result.Message.Key, Value = result.Message.Value, Headers = [] };
        foreach (var header in result.Message.Headers ?? [])
            if (!header.Key.StartsWith(Prefix, StringComparison.Ordinal))
                letter.Headers.Add(header.Key, header.GetValueBytes());
        var reason = Root(error).Message;
        Add("reason", reason.Length > LongestReason ? reason[..LongestReason] : reason);
        Add("attempts", attempts);
        Add("group", subscription.GroupId!);
        Add("topic", result.Topic);
        Add("partition", result.Partition.Value);
        Add("offset", result.Offset.Value);
        Add("timestamp", EventTime(result.Message).ToUnixTimeMilliseconds());
        return letter;

        void Add(string name, object value) => letter.Headers.Add(Prefix + name, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{value}")));
    }

    // A rejection states the reason; EF Core's message only points to the inner exception.
    private static Exception Root(Exception error) => error is KafkaMessageRejectedException ? error : error.GetBaseException();
}
