using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Options;

namespace OtelShop.Checkouts.Outbox;

/// <summary>Compares the published events with the log of the broker at intervals. Safe in several replicas at once.</summary>
internal sealed class BrokerLogCheck(
    IProducer<Null, byte[]> producer, PublishedEvents published, IOptions<CheckoutOptions> options, TimeProvider clock, ILogger<BrokerLogCheck> logger)
    : BackgroundService
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var broker = new DependentAdminClientBuilder(producer.Handle).Build();
        using var timer = new PeriodicTimer(options.Value.OutboxInterval, clock);
        do
        {
            try
            {
                if (await published.CheckAsync(await ReadEndsAsync(broker, stoppingToken), stoppingToken) is > 0 and var lost)
                    logger.EventsLost(lost);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogUnreadable(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<IReadOnlyList<(int Partition, long End)>> ReadEndsAsync(IAdminClient broker, CancellationToken cancellationToken)
    {
        var topic = options.Value.Topic;
        // librdkafka blocks until it has an answer.
        var metadata = await Task.Run(() => broker.GetMetadata(topic, AnswerTimeout), cancellationToken);
        var partitions = metadata.Topics.Single().Partitions
            .Select(partition => new TopicPartitionOffsetSpec { TopicPartition = new(topic, partition.PartitionId), OffsetSpec = OffsetSpec.Latest() });
        var ends = await broker.ListOffsetsAsync(partitions, new ListOffsetsOptions { RequestTimeout = AnswerTimeout });
        return [.. ends.ResultInfos.Select(end => (end.TopicPartitionOffsetError.Partition.Value, end.TopicPartitionOffsetError.Offset.Value))];
    }
}
