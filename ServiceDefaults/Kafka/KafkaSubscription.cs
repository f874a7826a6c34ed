namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>What a consumer reads: as a member of a group, or without one all partitions from their beginning.</summary>
internal sealed record KafkaSubscription(string Topic, string? GroupId)
{
    public string DeadLetterTopic => $"{Topic}.dead-letter";
}
