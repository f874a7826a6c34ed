namespace OtelShop.Dashboard.Telemetry.Snapshots;

/// <summary>What one store has in a snapshot.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Export">What it keeps, as OTLP.</param>
/// <param name="Add">Takes that in again.</param>
internal sealed record SnapshotPart(string Name, Func<IEnumerable<byte[]>> Export, Func<byte[], IngestResult> Add);
