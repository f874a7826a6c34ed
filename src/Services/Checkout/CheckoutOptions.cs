namespace OtelShop.Checkouts;

internal sealed class CheckoutOptions
{
    public const string Section = "Checkout";

    /// <summary>Kafka topic of confirmed orders.</summary>
    public string Topic { get; set; } = "orders";

    /// <summary>Longest wait for a dependency before the charge.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan ChargeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the database to confirm a charged order.</summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for the shipment and for the cart; then the outbox continues.</summary>
    public TimeSpan ShipTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait of a repeated request for the first one.</summary>
    public TimeSpan RepeatTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>For how long a request without a key, to an emptied cart, repeats the order that emptied it.</summary>
    public TimeSpan RepeatedWithin { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest wait for the email service; then the confirmation is retried later.</summary>
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Age at which a pending order counts as abandoned and is refunded.</summary>
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromMinutes(2);

    public TimeSpan RecoveryInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Wait for the messages of further orders, to deliver them together.</summary>
    public TimeSpan OutboxDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Interval of polling the outbox for messages that earlier attempts or other processes left.</summary>
    public TimeSpan OutboxInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>For how long published events are kept, to publish them again when the broker loses them.</summary>
    public TimeSpan PublishedKept { get; set; } = TimeSpan.FromDays(1);

    /// <summary>For how long a finished order and its idempotency key are kept.</summary>
    public TimeSpan OrdersKept { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Orders that are placed at once; further requests are refused before anything is stored.</summary>
    public int MaximumConcurrentOrders { get; set; } = 64;

    /// <summary>Copies of an order's event that <c>kafkaQueueProblems</c> may add.</summary>
    public int MostExtraEvents { get; set; } = 100;

    public bool HasTopic => !string.IsNullOrWhiteSpace(Topic);

    public bool HasPositiveTimes => new[] { CallTimeout, ChargeTimeout, ConfirmTimeout, ShipTimeout, RepeatTimeout, RepeatedWithin, DeliveryTimeout, RecoveryInterval, OutboxDelay, OutboxInterval }
        .All(time => time > TimeSpan.Zero && time <= TimeSpan.FromHours(1));

    public bool HasLimits => MaximumConcurrentOrders is >= 1 and <= 10_000 && MostExtraEvents is >= 0 and <= 10_000 && PublishedKept >= TimeSpan.Zero && PublishedKept <= TimeSpan.FromDays(30);

    public bool KeepsOrders => OrdersKept >= TimeSpan.FromDays(1) && OrdersKept <= TimeSpan.FromDays(3650);

    public bool WaitsForRunningCalls => AbandonedAfter > ChargeTimeout + ConfirmTimeout;
}
