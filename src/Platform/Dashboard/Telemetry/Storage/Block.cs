namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>Records of one resource, one after the other.</summary>
internal sealed class Block(byte[] bytes)
{
    private int _used;
    private int _oldest;

    public byte[] Bytes => bytes;

    /// <summary>In the order in which they came; some may not be kept any more.</summary>
    public List<TelemetryEntry> Entries { get; } = [];

    /// <summary>How many of the entries are kept.</summary>
    public int KeptCount { get; private set; }

    /// <summary>Taken off the budget when the block goes.</summary>
    public long Cost { get; set; } = bytes.Length;

    /// <summary>Whether one of its records came after another, by their ids.</summary>
    public bool HasAfter(long id) => Entries.Count > 0 && Entries[^1].Id > id;

    public bool HasRoomFor(int length) => length <= bytes.Length - _used;

    public void Append(TelemetryEntry entry, ReadOnlySpan<byte> record)
    {
        record.CopyTo(bytes.AsSpan(_used));
        (entry.Block, entry.Offset, entry.Length) = (this, _used, record.Length);
        _used += record.Length;
        Entries.Add(entry);
        KeptCount++;
    }

    /// <summary>The first that is kept.</summary>
    public TelemetryEntry? Oldest
    {
        get
        {
            while (_oldest < Entries.Count && !Entries[_oldest].IsKept)
                _oldest++;
            return _oldest < Entries.Count ? Entries[_oldest] : null;
        }
    }

    /// <summary>Forgets one record; its bytes stay until the block goes.</summary>
    public void Forget(TelemetryEntry entry)
    {
        entry.Block = null;
        KeptCount--;
    }

    /// <summary>Forgets all of them.</summary>
    public void Empty()
    {
        foreach (var entry in Entries)
            entry.Block = null;
        (_used, KeptCount) = (0, 0);
    }
}
