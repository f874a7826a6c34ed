namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>Some of what a resource sent.</summary>
/// <param name="Resource">Who sent it.</param>
/// <param name="Data">A TracesData, LogsData or MetricsData.</param>
internal sealed record TelemetryChunk(TelemetryResource Resource, byte[] Data);
