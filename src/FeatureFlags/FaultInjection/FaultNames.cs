namespace OtelShop.FaultInjection;

/// <summary>The flags that can break any service.</summary>
internal static class FaultNames
{
    /// <summary>Milliseconds that requests wait before they are carried out.</summary>
    public const string Latency = "latencyInjection";

    /// <summary>Share of requests that fail, 0 to 1.</summary>
    public const string ErrorBudgetBurn = "errorBudgetBurn";

    /// <summary>Whether calls to <c>dependency</c> get lost.</summary>
    public const string BlackHole = "dependencyBlackHole";

    /// <summary>Milliseconds that queries take longer.</summary>
    public const string SlowQueries = "databaseSlowQueries";
}
