namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>What is known of a span or log record without reading it.</summary>
public abstract class TelemetryEntry
{
    /// <summary>Grows with every record that arrives at its store; names it while it is kept.</summary>
    public required long Id { get; init; }

    public required TelemetryResource Resource { get; init; }

    /// <summary>Name of the instrumentation scope: the category of a .NET logger.</summary>
    public required string Scope { get; init; }

    internal TelemetryScope? Origin { get; init; }

    /// <summary>Where its bytes are. Null once they are not kept any more.</summary>
    internal Block? Block { get; set; }

    internal int Offset { get; set; }

    internal int Length { get; set; }

    internal bool IsKept => Block is not null;

    /// <summary>The record as it came. To be read under the lock of the store that keeps it.</summary>
    internal ReadOnlySpan<byte> Bytes => Block is null ? default : Block.Bytes.AsSpan(Offset, Length);
}
