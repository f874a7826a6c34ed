namespace OtelShop.FraudDetections;

/// <summary>An order that was screened.</summary>
internal sealed class ScreenedOrder
{
    public required string OrderId { get; init; }

    /// <summary>When checkout published the order: the time that the windows are of.</summary>
    public required DateTimeOffset OrderedAt { get; init; }

    public required DateTimeOffset ScreenedAt { get; init; }

    /// <summary>SHA-256 of the normalized address; null without an address. The address itself is not kept.</summary>
    public string? AddressKey { get; init; }

    public required long ItemCount { get; init; }

    public required string Currency { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>0 to 100.</summary>
    public required int Score { get; init; }
}
