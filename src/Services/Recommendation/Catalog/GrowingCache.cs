using Microsoft.Extensions.Options;

namespace OtelShop.Recommendations.Catalog;

/// <summary>
/// Leak of <c>recommendationCacheFailure</c>: a list that grows by the whole catalog and a quarter of itself at each miss.
/// Every request scans the whole list. It stops growing at a ceiling.
/// </summary>
internal sealed class GrowingCache(IOptions<RecommendationOptions> options, Random random) : IDisposable
{
    private const int BytesPerMebibyte = 1024 * 1024;
    private const int PartLength = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _search = new(1);
    private volatile IReadOnlyList<string[]> _parts = [];
    private volatile int _count;
    private bool _isFull;

    public int Count => _count;

    /// <summary>Memory of the list's references.</summary>
    public long Bytes => (long)_count * IntPtr.Size;

    // Compat: a miss is random, regardless of the list's length.
    public bool Misses() => _count == 0 || random.Next(2) == 0;

    /// <returns>Whether this reached the ceiling; it is reached once, until the list is freed.</returns>
    public bool Add(IReadOnlyList<string> ids)
    {
        lock (_lock)
        {
            var room = (int)((long)options.Value.CacheCeilingMebibytes * BytesPerMebibyte / IntPtr.Size) - _count;
            var quarter = (_count + ids.Count) / 4;
            var added = ids.Concat(_parts.SelectMany(part => part).Concat(ids).Take(quarter)).Take(room).Chunk(PartLength).ToList();
            _parts = [.. _parts, .. added];
            _count += added.Sum(part => part.Length);
            var isFull = ids.Count + quarter > room;
            var justNow = isFull && !_isFull;
            _isFull = isFull;
            return justNow;
        }
    }

    /// <summary>
    /// Scans the whole list, one request at a time, so that the fault slows only this service.
    /// </summary>
    /// <returns>Each id once. Empty if the list was released in between.</returns>
    public async Task<IReadOnlySet<string>> DistinctAsync(CancellationToken cancellationToken)
    {
        await _search.WaitAsync(cancellationToken);
        try
        {
            var ids = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; _parts is var parts && i < parts.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ids.UnionWith(parts[i]);
            }

            return ids;
        }
        finally
        {
            _search.Release();
        }
    }

    /// <summary>Empties the list and waits for the search that still reads it.</summary>
    /// <returns>How much memory was let go.</returns>
    public async Task<long> FreeAsync(CancellationToken cancellationToken)
    {
        var freed = Empty();
        await _search.WaitAsync(cancellationToken);
        _search.Release();
        return freed;
    }

    public void Dispose() => _search.Dispose();

    private long Empty()
    {
        lock (_lock)
        {
            var freed = Bytes;
            _parts = [];
            _count = 0;
            _isFull = false;
            return freed;
        }
    }
}
