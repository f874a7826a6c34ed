namespace OtelShop.Dashboard;

/// <summary>How much is kept. What was sent by whoever holds the most goes first.</summary>
internal sealed class TelemetryLimitOptions
{
    /// <summary>Memory for traces, logs and metrics together, in bytes.</summary>
    public long MaxBytes { get; set; } = 256L * 1024 * 1024;

    public int MaxTraceCount { get; set; } = 50_000;

    /// <summary>Log records of all resources together.</summary>
    public int MaxLogCount { get; set; } = 100_000;

    /// <summary>Points kept for each series of a metric.</summary>
    public int MaxMetricsCount { get; set; } = 50_000;

    /// <summary>Attributes kept of each resource, scope, span, event, link, log record and point.</summary>
    public int MaxAttributeCount { get; set; } = 128;

    /// <summary>Characters kept of a text: an attribute's value, a log's body, a name.</summary>
    public int MaxAttributeLength { get; set; } = 64 * 1024;

    public int MaxSpanEventCount { get; set; } = 1_000;
}
