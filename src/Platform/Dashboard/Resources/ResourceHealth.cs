namespace OtelShop.Dashboard.Resources;

/// <summary>Worst first.</summary>
public enum ResourceHealth
{
    /// <summary>A check failed.</summary>
    Unhealthy,

    /// <summary>A check has a complaint.</summary>
    Degraded,

    /// <summary>No check complains.</summary>
    Healthy,
}
