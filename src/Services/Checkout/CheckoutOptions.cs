namespace OtelShop.Checkouts;

internal sealed class CheckoutOptions
{
    public const string Section = "Checkout";

    /// <summary>Kafka topic of confirmed orders.</summary>
    public string Topic { get; set; } = "orders";

    /// <summary>Longest wait for a callee before the card is charged.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan ChargeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan ShipTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for the email service; after it the confirmation is tried again later.</summary>
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Age at which a pending order no longer belongs to a running call and is given up, its charge refunded.</summary>
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromMinutes(2);

    public TimeSpan RecoveryInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often the outbox is looked through for what an earlier attempt or a stopped process left; new messages do not wait for it.
    /// </summary>
    public TimeSpan OutboxInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Copies of an order's event that <c>kafkaQueueProblems</c> may add.</summary>
    public int MostExtraEvents { get; set; } = 100;

    public bool HasTopic => !string.IsNullOrWhiteSpace(Topic);

    public bool HasPositiveTimes => new[] { CallTimeout, ChargeTimeout, ShipTimeout, DeliveryTimeout, RecoveryInterval, OutboxInterval }
        .All(time => time > TimeSpan.Zero && time <= TimeSpan.FromHours(1));

    public bool HasCeiling => MostExtraEvents is >= 0 and <= 10_000;

    public bool WaitsForRunningCalls => AbandonedAfter > ChargeTimeout + ShipTimeout;
}
