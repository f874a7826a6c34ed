using Google.Protobuf;

namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>A store whose content can be written out and taken in again.</summary>
internal interface ITelemetryKeeper
{
    /// <summary>What it keeps, the oldest of each resource first. It may change meanwhile.</summary>
    IEnumerable<TelemetryChunk> Export();

    /// <summary>Takes a chunk, or a request of the signal's export service.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is neither; nothing was kept of it.</exception>
    IngestResult Add(ReadOnlySpan<byte> data);

    /// <summary>Forgets what one resource sent, or all.</summary>
    void Clear(TelemetryResource? resource = null);
}
