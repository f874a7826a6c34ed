using OtelShop.ServiceMap.Spans;

namespace OtelShop.ServiceMap.Traffic;

/// <summary>A service or peer as it is counted.</summary>
internal sealed class TrafficNode(string id, string name, NodeKind kind, string? system, double latencyObjective)
{
    public string Id => id;

    public string Name => name;

    public NodeKind Kind => kind;

    public string? System => system;

    /// <summary>What it was asked.</summary>
    public CallSeries Requests { get; } = new(latencyObjective);

    public Dictionary<string, CallSeries> Operations { get; } = new(StringComparer.Ordinal);
}
