using Google.Protobuf;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>Wraps the records of a block again as OTLP does.</summary>
internal static class ChunkWriter
{
    /// <returns>Null when nothing is kept of the block.</returns>
    public static TelemetryChunk? Write(TelemetryResource resource, Block block)
    {
        if (block.KeptCount == 0)
            return null;
        var byResource = new WireWriter().Add(RecordReader.ResourceField, resource.Attributes.ToByteArray());
        foreach (var sameScope in block.Entries.Where(e => e.IsKept).GroupBy(e => e.Origin))
        {
            var byScope = new WireWriter();
            if (sameScope.Key is { } scope)
                byScope.Add(RecordReader.ScopeField, scope.Bytes);
            foreach (var entry in sameScope)
                byScope.Add(RecordReader.RecordField, entry.Bytes);
            byResource.Add(RecordReader.ByScopeField, byScope.Written);
        }

        return new(resource, new WireWriter().Add(RecordReader.ByResourceField, byResource.Written).Written.ToArray());
    }
}
