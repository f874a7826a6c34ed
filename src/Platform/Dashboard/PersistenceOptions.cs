namespace OtelShop.Dashboard;

/// <summary>Telemetry that outlives the dashboard.</summary>
internal sealed class PersistenceOptions
{
    /// <summary>Folder that telemetry is written to at the stop and read from at the start. Null means that it is forgotten.</summary>
    public string? Folder { get; set; }
}
