using System.Runtime.InteropServices;

namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>All that one resource holds in one store: a chain of blocks, the oldest first.</summary>
internal sealed class Tenant(TelemetryResource resource)
{
    private const int KnownScopes = 64;
    private const int ObjectBytes = 1024;

    // Attributes are objects; they take about six times the bytes in which they came.
    private readonly long _ownCost = ObjectBytes + 6L * resource.Attributes.CalculateSize();
    private readonly LinkedList<Block> _blocks = [];
    private readonly List<TelemetryScope> _scopes = [];
    private Block? _open;

    public TelemetryResource Resource => resource;

    /// <summary>Bytes that it takes of the budget.</summary>
    public long Cost { get; private set; }

    /// <summary>Records that are kept.</summary>
    public int Count { get; private set; }

    public IEnumerable<Block> Blocks => _blocks;

    /// <summary>The newest first.</summary>
    public IEnumerable<Block> BlocksBackwards
    {
        get
        {
            for (var node = _blocks.Last; node is not null; node = node.Previous)
                yield return node.Value;
        }
    }

    public bool IsEmpty => _blocks.Count == 0;

    public TelemetryScope ScopeOf(ReadOnlySpan<byte> scope, NameTable names)
    {
        foreach (var known in CollectionsMarshal.AsSpan(_scopes))
        {
            if (known.Bytes.AsSpan().SequenceEqual(scope))
                return known;
        }

        if (_scopes.Count == KnownScopes)
            _scopes.Clear();
        var added = new TelemetryScope(resource, names.Of(Wire.WireReader.Find(scope, 1)), scope.ToArray());
        _scopes.Add(added);
        return added;
    }

    /// <returns>What it took of the budget.</returns>
    public long Append(TelemetryEntry entry, ReadOnlySpan<byte> record, long entryCost, BlockPool pool)
    {
        var before = Cost;
        if (IsEmpty)
            Cost += _ownCost;
        var block = BlockFor(record.Length, pool);
        block.Append(entry, record);
        block.Cost += entryCost;
        Cost += entryCost;
        Count++;
        return Cost - before;
    }

    /// <summary>Forgets one record.</summary>
    /// <returns>What that gave back to the budget.</returns>
    public long Forget(TelemetryEntry entry, BlockPool pool)
    {
        var block = entry.Block!;
        block.Forget(entry);
        Count--;
        return block.KeptCount == 0 && (block != _open || Count == 0) ? Remove(block, pool) : 0;
    }

    /// <summary>Forgets the oldest block.</summary>
    /// <param name="forgotten">Gets the entries that were kept until now.</param>
    /// <param name="pool">Where the block goes.</param>
    /// <returns>What that gave back to the budget.</returns>
    public long RemoveOldest(List<TelemetryEntry> forgotten, BlockPool pool)
    {
        var block = _blocks.First!.Value;
        forgotten.AddRange(block.Entries.Where(e => e.IsKept));
        Count -= block.KeptCount;
        return Remove(block, pool);
    }

    /// <summary>The record that came first of those that are kept.</summary>
    public TelemetryEntry? Oldest() => _blocks.Select(b => b.Oldest).FirstOrDefault(e => e is not null);

    private Block BlockFor(int length, BlockPool pool)
    {
        if (_open is { } open && open.HasRoomFor(length))
            return open;
        var block = pool.Take(length);
        Cost += block.Cost;
        _blocks.AddLast(block);
        // A long record fills a block of its own; the open one goes on.
        if (length <= pool.BlockSize)
            _open = block;
        return block;
    }

    private long Remove(Block block, BlockPool pool)
    {
        block.Empty();
        _blocks.Remove(block);
        if (_open == block)
            _open = null;
        pool.Return(block);
        var freed = block.Cost + (IsEmpty ? _ownCost : 0);
        Cost -= freed;
        return freed;
    }
}
