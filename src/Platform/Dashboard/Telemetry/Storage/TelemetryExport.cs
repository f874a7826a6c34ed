namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>Writes out what a store keeps, block by block, so that it is locked for a moment at a time.</summary>
internal static class TelemetryExport
{
    public static IEnumerable<TelemetryChunk> Of(TenantTable tenants, Lock gate)
    {
        List<(TelemetryResource Resource, Block Block)> blocks;
        lock (gate)
            blocks = [.. tenants.All.SelectMany(t => t.Blocks, (t, block) => (t.Resource, block))];
        foreach (var (resource, block) in blocks)
        {
            TelemetryChunk? chunk;
            lock (gate)
                chunk = ChunkWriter.Write(resource, block);
            if (chunk is not null)
                yield return chunk;
        }
    }
}
