namespace OtelShop.FraudDetections;

/// <summary>An order that looks like fraud.</summary>
internal sealed class FraudAlert
{
    public required string OrderId { get; init; }

    public required string[] Rules { get; init; }

    public required int Score { get; init; }

    /// <summary>JSON object: rule to finding.</summary>
    public required string Details { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
