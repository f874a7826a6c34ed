namespace OtelShop.Dashboard.Telemetry;

/// <summary>What can change under an open page.</summary>
internal enum Topic
{
    Resources,
    Console,
    Logs,
    Traces,
    Metrics,
}
