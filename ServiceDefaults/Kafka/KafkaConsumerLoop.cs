using Confluent.Kafka;
using Google.Protobuf;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Hands the messages of one topic to a handler, one after the other, on a thread of its own because librdkafka blocks.</summary>
/// <remarks>An offset is stored for committing only after the handler has returned, so a message is handled at least once.</remarks>
internal sealed class KafkaConsumerLoop<TMessage, THandler>(
    KafkaSubscription subscription, KafkaConnection connection, KafkaMessageProcessor<TMessage, THandler> processor, ILogger<THandler> logger) : BackgroundService
    where TMessage : IMessage<TMessage>, new()
    where THandler : class, IKafkaMessageHandler<TMessage>
{
    private static readonly TimeSpan ReadDelay = TimeSpan.FromMilliseconds(200);

    // A broker that comes back without its log, as KafkaDev does, has other messages at the offsets that were read or committed before.
    private volatile bool _isLogReplaced;
    private bool _ignoresCommitted;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken stop)
    {
        using var consumer = connection.CreateConsumer(subscription, () => _isLogReplaced = true, StartAssigned);
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

    // Committed offsets may still be those of the old log: a group that the new broker does not know commits before it assigns anew.
    private IEnumerable<TopicPartitionOffset> StartAssigned(List<TopicPartition> partitions)
    {
        var start = _isLogReplaced || _ignoresCommitted ? Offset.Beginning : Offset.Unset;
        (_isLogReplaced, _ignoresCommitted) = (false, false);
        return partitions.Select(partition => new TopicPartitionOffset(partition, start));
    }

    private void ReadFromBeginning(IConsumer<byte[], byte[]> consumer)
    {
        var partitions = consumer.Assignment.ConvertAll(partition => new TopicPartitionOffset(partition, Offset.Beginning));
        if (partitions.Count == 0)
            return;
        logger.LogReplaced(subscription.Topic);
        (_isLogReplaced, _ignoresCommitted) = (false, true);
        if (subscription.GroupId is null)
            consumer.Assign(partitions);
        else
            partitions.ForEach(consumer.Seek);
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
                // Serves callbacks: without the one for tokens, the client cannot sign in.
                consumer.Consume(TimeSpan.Zero);
                var topic = KafkaConnection.ReadMetadata(consumer.Handle, subscription.Topic);
                if (topic.Partitions.Count > 0)
                    return topic.Partitions.Select(partition => partition.PartitionId);
            }
            catch (KafkaException error)
            {
                logger.ReadFailed(subscription.Topic, error.Error.Reason);
            }
            Pause(ReadDelay, stop);
        }
    }

    private ConsumeResult<byte[], byte[]>? Next(IConsumer<byte[], byte[]> consumer, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            if (_isLogReplaced)
                ReadFromBeginning(consumer);
            return consumer.Consume(ReadDelay);
        }
        catch (ConsumeException error) when (!error.Error.IsFatal)
        {
            logger.ReadFailed(subscription.Topic, error.Error.Reason);
            Pause(ReadDelay, stop);
            return null;
        }
        catch (KafkaException error) when (!error.Error.IsFatal)
        {
            // The partitions are being reassigned.
            logger.ReadFailed(subscription.Topic, error.Error.Reason);
            return null;
        }
    }

    private void Process(IConsumer<byte[], byte[]> consumer, ConsumeResult<byte[], byte[]> message, CancellationToken stop)
    {
        var delay = processor.ProcessAsync(message, stop).GetAwaiter().GetResult();
        try
        {
            // Read a failed message again: after a rebalance its new owner does.
            if (delay is not null)
                consumer.Seek(message.TopicPartitionOffset);
            else if (subscription.GroupId is not null)
                consumer.StoreOffset(message);
        }
        catch (KafkaException)
        {
            // A rebalance has moved the partition. Its new owner handles the message again.
            logger.PartitionLost(message.Topic, KafkaTelemetry.Text(message.Partition), message.Offset);
        }
        if (delay is { } pause)
            Pause(pause, stop);
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
