using System.Diagnostics;
using Confluent.Kafka;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Hands the messages of one topic to a handler, one after the other, on a thread of its own because librdkafka blocks.</summary>
/// <remarks>An offset is stored for committing only after the handler has returned, so a message is handled at least once.</remarks>
internal sealed class KafkaConsumerLoop<TMessage, THandler>(
    KafkaSubscription subscription, KafkaConnection connection, IServiceScopeFactory scopes, ILogger<THandler> logger) : BackgroundService
    where TMessage : IMessage<TMessage>, new()
    where THandler : class, IKafkaMessageHandler<TMessage>
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollSlice = TimeSpan.FromMilliseconds(100);
    private static readonly MessageParser<TMessage> Parser = new(() => new TMessage());
    private readonly Lazy<IProducer<byte[], byte[]>> _deadLetters = new(() => connection.CreateProducer<byte[], byte[]>());

    public override void Dispose()
    {
        if (_deadLetters.IsValueCreated)
            _deadLetters.Value.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken stop)
    {
        using var consumer = connection.CreateConsumer(subscription);
        using var lag = KafkaTelemetry.ObserveLag(() => ReadLag(consumer), subscription.GroupId);
        try
        {
            Open(consumer, stop);
            while (true)
                if (Next(consumer, stop) is { } message)
                    Process(consumer, message, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Commits what is stored and leaves the group, so that another member takes over at once.
            consumer.Close();
        }
        catch (Exception error)
        {
            logger.LoopEnded(error, subscription.Topic);
            throw;
        }
    }

    private void Open(IConsumer<byte[], byte[]> consumer, CancellationToken stop)
    {
        logger.Reading(subscription.Topic, subscription.GroupId ?? "a reader without a group");
        if (subscription.GroupId is not null)
            consumer.Subscribe(subscription.Topic);
        else
            consumer.Assign(ReadPartitions(consumer, stop).Select(partition => new TopicPartitionOffset(subscription.Topic, partition, Offset.Beginning)));
    }

    private IEnumerable<int> ReadPartitions(IConsumer<byte[], byte[]> consumer, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                var topic = KafkaConnection.ReadMetadata(consumer.Handle, subscription.Topic);
                if (topic.Partitions.Count > 0)
                    return topic.Partitions.Select(partition => partition.PartitionId);
            }
            catch (KafkaException error)
            {
                logger.ReadFailed(subscription.Topic, error.Error.Reason);
            }
            Pause(FirstDelay, stop);
        }
    }

    private ConsumeResult<byte[], byte[]>? Next(IConsumer<byte[], byte[]> consumer, CancellationToken stop)
    {
        try
        {
            return consumer.Consume(stop);
        }
        catch (ConsumeException error) when (!error.Error.IsFatal)
        {
            logger.ReadFailed(subscription.Topic, error.Error.Reason);
            Pause(FirstDelay, stop);
            return null;
        }
    }

    private void Process(IConsumer<byte[], byte[]> consumer, ConsumeResult<byte[], byte[]> message, CancellationToken stop)
    {
        for (var (attempt, delay) = (1, FirstDelay); ; attempt++, delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                AttemptAsync(message, stop).GetAwaiter().GetResult();
                break;
            }
            catch (Exception error)
            {
                stop.ThrowIfCancellationRequested();
                logger.HandlerFailed(error, $"{message.TopicPartitionOffset}", attempt, delay);
            }
            if (!WaitAsMember(consumer, message.TopicPartition, delay, stop))
            {
                logger.PartitionLost($"{message.TopicPartitionOffset}");
                return;
            }
        }
        if (subscription.GroupId is not null)
            Remember(consumer, message);
    }

    private async Task AttemptAsync(ConsumeResult<byte[], byte[]> result, CancellationToken stop)
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
            if (TryParse(result.Message.Value, out var reason) is not { } message)
            {
                failure = "unparseable";
                activity?.SetStatus(ActivityStatusCode.Error, reason);
                await SetAsideAsync(result, reason, stop);
                return;
            }
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<THandler>().HandleAsync(message, stop);
        }
        catch (KafkaMessageRejectedException error)
        {
            failure = "rejected";
            KafkaTelemetry.Failed(activity, error);
            await SetAsideAsync(result, error.Message, stop);
        }
        catch (Exception error)
        {
            failure = error.GetType().FullName;
            KafkaTelemetry.Failed(activity, error);
            throw;
        }
        finally
        {
            KafkaTelemetry.ProcessEnded(result, subscription.GroupId, Stopwatch.GetElapsedTime(started), failure);
        }
    }

    private static TMessage? TryParse(byte[]? value, out string reason)
    {
        reason = "the message has no value";
        try
        {
            return value is null ? default : Parser.ParseFrom(value);
        }
        catch (InvalidProtocolBufferException error)
        {
            reason = error.Message;
            return default;
        }
    }

    private async Task SetAsideAsync(ConsumeResult<byte[], byte[]> result, string reason, CancellationToken stop)
    {
        var position = $"{result.TopicPartitionOffset}";
        if (subscription.GroupId is null)
        {
            logger.Skipped(position, reason);
            return;
        }
        var copy = new Message<byte[], byte[]> { Key = result.Message.Key, Value = result.Message.Value, Headers = [] };
        foreach (var header in result.Message.Headers ?? [])
            copy.Headers.Add(header.Key, header.GetValueBytes());
        copy.Headers.Add("dead-letter.reason", System.Text.Encoding.UTF8.GetBytes(reason));
        copy.Headers.Add("dead-letter.position", System.Text.Encoding.UTF8.GetBytes(position));
        await _deadLetters.Value.ProduceTracedAsync(subscription.DeadLetterTopic, copy, stop);
        logger.DeadLettered(position, subscription.DeadLetterTopic, reason);
    }

    /// <summary>Waits with the partitions paused, but polling: a member that stops polling is expelled from its group.</summary>
    /// <returns>Whether the partition still belongs to this member.</returns>
    private bool WaitAsMember(IConsumer<byte[], byte[]> consumer, TopicPartition partition, TimeSpan delay, CancellationToken stop)
    {
        consumer.Pause(consumer.Assignment);
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < delay;)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                // A partition that a rebalance has just brought is not paused: put its message back.
                if (consumer.Consume(PollSlice) is { } early)
                {
                    consumer.Pause([early.TopicPartition]);
                    consumer.Seek(early.TopicPartitionOffset);
                }
            }
            catch (ConsumeException error) when (!error.Error.IsFatal)
            {
                logger.ReadFailed(subscription.Topic, error.Error.Reason);
            }
        }
        var assignment = consumer.Assignment;
        consumer.Resume(assignment);
        return assignment.Contains(partition);
    }

    private void Remember(IConsumer<byte[], byte[]> consumer, ConsumeResult<byte[], byte[]> message)
    {
        try
        {
            consumer.StoreOffset(message);
        }
        catch (KafkaException)
        {
            // The partition was taken away meanwhile; its new owner gets the message once more, which handlers must stand.
            logger.PartitionLost($"{message.TopicPartitionOffset}");
        }
    }

    private static List<(TopicPartition Partition, long Lag)> ReadLag(IConsumer<byte[], byte[]> consumer)
    {
        try
        {
            return [.. from partition in consumer.Assignment
                       let position = consumer.Position(partition)
                       let end = consumer.GetWatermarkOffsets(partition).High
                       where position.Value >= 0 && end.Value >= 0
                       select (partition, Math.Max(0, end.Value - position.Value))];
        }
        catch (Exception error) when (error is KafkaException or ObjectDisposedException)
        {
            return [];
        }
    }

    private static void Pause(TimeSpan delay, CancellationToken stop)
    {
        stop.WaitHandle.WaitOne(delay);
        stop.ThrowIfCancellationRequested();
    }
}
