namespace OtelShop.FraudDetections;

/// <summary>What went to the same address lately, this order included.</summary>
internal sealed record Velocity(long Orders, long Pieces);
