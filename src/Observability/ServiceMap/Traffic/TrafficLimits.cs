namespace OtelShop.ServiceMap.Traffic;

/// <summary>Bounds of the memory that telemetry can take, whatever comes in.</summary>
internal static class TrafficLimits
{
    public const int RecentSpans = 32_768;
    public const int Nodes = 200;
    public const int Edges = 500;
    public const int Operations = 500;
    public const int Instances = 1_000;

    /// <summary>Client spans that wait for the called side.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);

    /// <summary>What a replay may repeat and the table of recent spans recognizes.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan Horizon = TimeSpan.FromHours(1);
}
