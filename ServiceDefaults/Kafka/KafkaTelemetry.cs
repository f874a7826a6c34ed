using System.Diagnostics;
using System.Diagnostics.Metrics;
using Confluent.Kafka;
using OtelShop.ServiceDefaults.Telemetry;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Spans and metrics of messaging, by OpenTelemetry's semantic conventions.</summary>
internal static class KafkaTelemetry
{
    public const string SourceName = "OtelShop.Kafka";
    private const string System = "messaging.system";
    private const string Kafka = "kafka";
    private const string Destination = "messaging.destination.name";
    private const string Partition = "messaging.destination.partition.id";
    private const string OperationName = "messaging.operation.name";
    private const string OperationType = "messaging.operation.type";
    private const string Group = "messaging.consumer.group.name";
    private const string Offset = "messaging.kafka.offset";
    private const string Key = "messaging.kafka.message.key";
    private const string BodySize = "messaging.message.body.size";
    private const string ClientId = "messaging.client.id";
    private const string ErrorType = "error.type";
    private const string Send = "send";
    private const string Process = "process";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly Meter Meter = new(SourceName);
    private static readonly Counter<long> Sent = Meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Messages that a producer tried to send.");
    private static readonly Counter<long> Consumed = Meter.CreateCounter<long>("messaging.client.consumed.messages", "{message}", "Messages that were handed to the application.");
    private static readonly Counter<long> DeadLetters = Meter.CreateCounter<long>("messaging.kafka.consumer.dead_letters", "{message}", "Messages that a consumer group gave up.");
    private static readonly Histogram<double> SendTook = Meter.CreateHistogram("messaging.client.operation.duration", "s", "Duration of sending, up to the broker's acknowledgement.", tags: null, HistogramBoundaries.Seconds);
    private static readonly Histogram<double> ProcessTook = Meter.CreateHistogram("messaging.process.duration", "s", "Duration of one attempt to handle a message.", tags: null, HistogramBoundaries.Seconds);

    public static Activity? StartPublish(string topic, string clientId)
    {
        var activity = Source.StartActivity($"{Send} {topic}", ActivityKind.Producer);
        return activity?.SetTag(System, Kafka).SetTag(Destination, topic).SetTag(OperationName, Send).SetTag(OperationType, Send).SetTag(ClientId, clientId);
    }

    public static void Published<TKey, TValue>(Activity? activity, DeliveryResult<TKey, TValue> result)
    {
        activity?.SetTag(Partition, Text(result.Partition)).SetTag(Offset, result.Offset.Value);
        if (result.Key is string { Length: > 0 } key)
            activity?.SetTag(Key, key);
    }

    public static void PublishEnded(string topic, TimeSpan elapsed, string? error)
    {
        var tags = new TagList { { System, Kafka }, { Destination, topic }, { OperationName, Send }, { OperationType, Send } };
        if (error is not null)
            tags.Add(ErrorType, error);
        Sent.Add(1, tags);
        SendTook.Record(elapsed.TotalSeconds, tags);
    }

    /// <summary>The span goes on in the producer's trace and links to it, so that both readings of the conventions find it.</summary>
    public static Activity? StartProcess(ConsumeResult<byte[], byte[]> message, string? group, ActivityContext producer)
    {
        ActivityLink[] links = producer.TraceId != default ? [new ActivityLink(producer)] : [];
        var activity = Source.StartActivity($"{Process} {message.Topic}", ActivityKind.Consumer, producer, links: links);
        if (activity is null)
            return null;
        activity.SetTag(System, Kafka).SetTag(Destination, message.Topic).SetTag(OperationName, Process).SetTag(OperationType, Process)
            .SetTag(Partition, Text(message.Partition)).SetTag(Offset, message.Offset.Value)
            .SetTag(BodySize, message.Message.Value?.Length ?? 0);
        if (group is not null)
            activity.SetTag(Group, group);
        if (message.Message.Key is { Length: > 0 } key)
            activity.SetTag(Key, global::System.Text.Encoding.UTF8.GetString(key));
        return activity;
    }

    public static void ProcessEnded(ConsumeResult<byte[], byte[]> message, string? group, TimeSpan elapsed, string? error)
    {
        var tags = new TagList { { System, Kafka }, { Destination, message.Topic }, { OperationName, Process }, { Partition, Text(message.Partition) } };
        if (group is not null)
            tags.Add(Group, group);
        if (error is not null)
            tags.Add(ErrorType, error);
        Consumed.Add(1, tags);
        ProcessTook.Record(elapsed.TotalSeconds, tags);
    }

    public static void DeadLettered(string topic, string group, Exception error) =>
        DeadLetters.Add(1, new TagList { { System, Kafka }, { Destination, topic }, { Group, group }, { ErrorType, error.GetType().FullName } });

    public static void Failed(Activity? activity, Exception error) =>
        activity?.SetStatus(ActivityStatusCode.Error, error.Message).AddException(error).SetTag(ErrorType, error.GetType().FullName);

    /// <summary>Publishes how many messages wait, for as long as the returned meter is not disposed.</summary>
    public static Meter ObserveLag(Func<IEnumerable<(TopicPartition Partition, long Lag)>> read, string? group)
    {
        var meter = new Meter(SourceName);
        meter.CreateObservableGauge("messaging.kafka.consumer.lag", () => read().Select(entry => new Measurement<long>(entry.Lag, TagsOf(entry.Partition))),
            "{message}", "Messages of a partition that the consumer has not handled yet.");
        return meter;

        TagList TagsOf(TopicPartition partition)
        {
            var tags = new TagList { { System, Kafka }, { Destination, partition.Topic }, { Partition, Text(partition.Partition) } };
            if (group is not null)
                tags.Add(Group, group);
            return tags;
        }
    }

    public static string Text(Partition partition) => partition.Value.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
}
