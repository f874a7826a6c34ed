using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Kafka;

internal static partial class KafkaLog
{
    [LoggerMessage(1, LogLevel.Debug, "librdkafka {Facility}: {Detail}")]
    public static partial void ClientDetail(this ILogger logger, string facility, string detail);

    [LoggerMessage(2, LogLevel.Warning, "librdkafka {Facility}: {Detail}")]
    public static partial void ClientTrouble(this ILogger logger, string facility, string detail);

    [LoggerMessage(3, LogLevel.Warning, "Kafka at {Servers}: {Reason}")]
    public static partial void ClientError(this ILogger logger, string servers, string reason);

    [LoggerMessage(4, LogLevel.Information, "Reading topic {Topic} as {Group}")]
    public static partial void Reading(this ILogger logger, string topic, string group);

    [LoggerMessage(5, LogLevel.Warning, "Topic {Topic} could not be read: {Reason}")]
    public static partial void ReadFailed(this ILogger logger, string topic, string reason);

    [LoggerMessage(6, LogLevel.Error, "Message {Position} was not handled in attempt {Attempt}; next attempt in {Delay}")]
    public static partial void HandlerFailed(this ILogger logger, Exception error, string position, int attempt, TimeSpan delay);

    [LoggerMessage(7, LogLevel.Error, "Message {Position} went to {DeadLetterTopic} after {Attempts} attempts: {Reason}", EventName = "kafka.message.dead_lettered")]
    public static partial void DeadLettered(this ILogger logger, string position, string deadLetterTopic, int attempts, string reason);

    [LoggerMessage(8, LogLevel.Warning, "Message {Position} cannot be handled and was skipped: {Reason}")]
    public static partial void Skipped(this ILogger logger, string position, string reason);

    [LoggerMessage(9, LogLevel.Information, "Partition of message {Position} went to another member")]
    public static partial void PartitionLost(this ILogger logger, string position);

    [LoggerMessage(10, LogLevel.Critical, "Reading topic {Topic} ended")]
    public static partial void LoopEnded(this ILogger logger, Exception error, string topic);

    [LoggerMessage(11, LogLevel.Warning, "The broker's log is another one than before; reading topic {Topic} from its beginning")]
    public static partial void LogReplaced(this ILogger logger, string topic);
}
