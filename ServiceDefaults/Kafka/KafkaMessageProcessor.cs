using System.Diagnostics;
using Confluent.Kafka;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Handles one message after the other, and decides which failed ones come again and which are given up.</summary>
internal sealed class KafkaMessageProcessor<TMessage, THandler>(
    KafkaSubscription subscription, KafkaDeadLetters deadLetters, IOptions<KafkaConsumerOptions> options, IServiceScopeFactory scopes, ILogger<THandler> logger)
    where TMessage : IMessage<TMessage>, new()
    where THandler : class, IKafkaMessageHandler<TMessage>
{
    private static readonly MessageParser<TMessage> Parser = new(() => new TMessage());

    // By partition, because a second partition with a failing message must not reset the count of the first.
    private readonly Dictionary<TopicPartition, (Offset Offset, int Attempts, int Outages)> _failing = [];

    /// <returns>Null when the message is done; otherwise how long to wait before the next attempt.</returns>
    public async Task<TimeSpan?> ProcessAsync(ConsumeResult<byte[], byte[]> result, CancellationToken stop)
    {
        var producer = KafkaPropagation.Extract(result.Message.Headers);
        Baggage.Current = producer.Baggage;
        using var activity = KafkaTelemetry.StartProcess(result, subscription.GroupId, producer.ActivityContext);
        foreach (var (name, value) in producer.Baggage.GetBaggage())
            activity?.AddBaggage(name, value);
        var started = Stopwatch.GetTimestamp();
        string? failure = null;
        try
        {
            await HandleAsync(result.Message, stop);
            _failing.Remove(result.TopicPartition);
            return null;
        }
        catch (Exception error)
        {
            failure = error.GetType().FullName;
            KafkaTelemetry.Failed(activity, error);
            stop.ThrowIfCancellationRequested();
            return await SettleAsync(result, error, stop);
        }
        finally
        {
            KafkaTelemetry.ProcessEnded(result, subscription.GroupId, Stopwatch.GetElapsedTime(started), failure);
        }
    }

    private async Task HandleAsync(Message<byte[], byte[]> message, CancellationToken stop)
    {
        var parsed = Parse(message.Value);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<THandler>().HandleAsync(parsed, KafkaDeadLetters.EventTime(message), stop);
    }

    private static TMessage Parse(byte[]? value)
    {
        try
        {
            return value is null ? throw new KafkaMessageRejectedException("the message has no value") : Parser.ParseFrom(value);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new KafkaMessageRejectedException(error.Message, error);
        }
    }

    private async Task<TimeSpan?> SettleAsync(ConsumeResult<byte[], byte[]> result, Exception error, CancellationToken stop)
    {
        var (attempts, outages) = Count(result.TopicPartitionOffset, error);
        if (error is KafkaMessageRejectedException || attempts - outages >= options.Value.MaximumAttempts)
        {
            try
            {
                await deadLetters.AddAsync(result, error, attempts, stop);
                _failing.Remove(result.TopicPartition);
                return null;
            }
            catch (KafkaException unsent)
            {
                error = unsent;
            }
        }
        var delay = options.Value.DelayAfter(attempts);
        logger.HandlerFailed(error, result.Topic, KafkaTelemetry.Text(result.Partition), result.Offset, attempts, delay.TotalSeconds);
        return delay;
    }

    private (int Attempts, int Outages) Count(TopicPartitionOffset position, Exception error)
    {
        var (offset, attempts, outages) = _failing.GetValueOrDefault(position.TopicPartition);
        if (offset != position.Offset)
            (attempts, outages) = (0, 0);
        attempts++;
        outages += error.IsOutage() ? 1 : 0;
        _failing[position.TopicPartition] = (position.Offset, attempts, outages);
        return (attempts, outages);
    }
}
