namespace OtelShop.FraudDetections;

/// <summary>Recent orders to the same address, including this one.</summary>
internal sealed record Velocity(long Orders, long ItemCount);
