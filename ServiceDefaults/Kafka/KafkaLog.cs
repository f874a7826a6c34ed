using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Kafka;

internal static partial class KafkaLog
{
    [LoggerMessage(1, LogLevel.Debug, "librdkafka {demo.kafka.facility}: {error.message}", EventName = "kafka.client.debugged")]
    public static partial void ClientDetail(this ILogger logger, [TagName("demo.kafka.facility")] string facility, [TagName("error.message")] string detail);

    [LoggerMessage(2, LogLevel.Warning, "librdkafka {demo.kafka.facility}: {error.message}", EventName = "kafka.client.warned")]
    public static partial void ClientTrouble(this ILogger logger, [TagName("demo.kafka.facility")] string facility, [TagName("error.message")] string detail);

    [LoggerMessage(3, LogLevel.Warning, "Kafka at {server.address}: {error.message}", EventName = "kafka.client.failed")]
    public static partial void ClientError(this ILogger logger, [TagName("server.address")] string servers, [TagName("error.message")] string reason);

    [LoggerMessage(4, LogLevel.Information,
        "Reading topic {messaging.destination.name} as {messaging.consumer.group.name}",
        EventName = "kafka.consumer.started")]
    public static partial void Reading(
        this ILogger logger, [TagName("messaging.destination.name")] string topic, [TagName("messaging.consumer.group.name")] string group);

    [LoggerMessage(5, LogLevel.Warning, "Topic {messaging.destination.name} could not be read: {error.message}", EventName = "kafka.consumer.read_failed")]
    public static partial void ReadFailed(this ILogger logger, [TagName("messaging.destination.name")] string topic, [TagName("error.message")] string reason);

    [LoggerMessage(6, LogLevel.Error,
        "Message {messaging.destination.name}[{messaging.destination.partition.id}]@{messaging.kafka.offset} was not handled in attempt {demo.retry.attempt}; next attempt in {demo.retry.delay} s",
        EventName = "kafka.message.processing_failed")]
    public static partial void HandlerFailed(
        this ILogger logger, Exception error, [TagName("messaging.destination.name")] string topic,
        [TagName("messaging.destination.partition.id")] string partition, [TagName("messaging.kafka.offset")] long offset,
        [TagName("demo.retry.attempt")] int attempt, [TagName("demo.retry.delay")] double seconds);

    [LoggerMessage(7, LogLevel.Error,
        "Message {messaging.destination.name}[{messaging.destination.partition.id}]@{messaging.kafka.offset} went to {demo.dead_letter.topic}, attempts: {demo.retry.attempt}: {error.message}",
        EventName = "kafka.message.dead_lettered")]
    public static partial void DeadLettered(
        this ILogger logger, [TagName("messaging.destination.name")] string topic, [TagName("messaging.destination.partition.id")] string partition,
        [TagName("messaging.kafka.offset")] long offset, [TagName("demo.dead_letter.topic")] string deadLetterTopic,
        [TagName("demo.retry.attempt")] int attempts, [TagName("error.message")] string reason);

    [LoggerMessage(8, LogLevel.Warning,
        "Message {messaging.destination.name}[{messaging.destination.partition.id}]@{messaging.kafka.offset} cannot be handled and was skipped: {error.message}",
        EventName = "kafka.message.skipped")]
    public static partial void Skipped(
        this ILogger logger, [TagName("messaging.destination.name")] string topic, [TagName("messaging.destination.partition.id")] string partition,
        [TagName("messaging.kafka.offset")] long offset, [TagName("error.message")] string reason);

    [LoggerMessage(9, LogLevel.Information,
        "Partition of message {messaging.destination.name}[{messaging.destination.partition.id}]@{messaging.kafka.offset} went to another member",
        EventName = "kafka.partition.lost")]
    public static partial void PartitionLost(
        this ILogger logger, [TagName("messaging.destination.name")] string topic, [TagName("messaging.destination.partition.id")] string partition,
        [TagName("messaging.kafka.offset")] long offset);

    [LoggerMessage(10, LogLevel.Critical, "Reading topic {messaging.destination.name} ended", EventName = "kafka.consumer.stopped")]
    public static partial void LoopEnded(this ILogger logger, Exception error, [TagName("messaging.destination.name")] string topic);

    [LoggerMessage(11, LogLevel.Warning,
        "The broker's log is another one than before; reading topic {messaging.destination.name} from its beginning",
        EventName = "kafka.topic.replaced")]
    public static partial void LogReplaced(this ILogger logger, [TagName("messaging.destination.name")] string topic);
}
