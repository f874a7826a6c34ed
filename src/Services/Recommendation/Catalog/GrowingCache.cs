using Microsoft.Extensions.Options;

namespace OtelShop.Recommendations.Catalog;

/// <summary>
/// The mistake that <c>recommendationCacheFailure</c> makes: a list that gets the whole catalog at each miss, and then a quarter of itself.
/// Every request looks through all of it. It stops growing at a ceiling.
/// </summary>
internal sealed class GrowingCache(IOptions<RecommendationOptions> options, Random random)
{
    private const long BytesPerMebibyte = 1024 * 1024;

    private readonly Lock _lock = new();
    private volatile string[] _ids = [];
    private long _bytes;
    private bool _isFull;

    public int Count => _ids.Length;

    /// <summary>Memory that the list holds on to.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    // Compat: a coin says whether the list is good enough, however long it is.
    public bool Misses() => _ids.Length == 0 || random.Next(2) == 0;

    /// <returns>Whether this reached the ceiling; it is reached once, until the list is freed.</returns>
    public bool Add(IEnumerable<string> ids)
    {
        lock (_lock)
        {
            var old = _ids;
            var longer = old.Concat(ids).ToArray();
            var quarter = longer.Take(longer.Length / 4);
            var room = (options.Value.CacheCeilingMebibytes * BytesPerMebibyte) - Bytes;
            var added = new List<string>();
            foreach (var id in longer.Skip(old.Length).Concat(quarter))
            {
                room -= SizeOf(id);
                if (room < 0)
                    break;
                // Copies, or the list would be long and weigh next to nothing.
                added.Add(new string(id.AsSpan()));
            }

            _ids = [.. old, .. added];
            Interlocked.Add(ref _bytes, added.Sum(SizeOf));
            var isFull = room < 0;
            var justNow = isFull && !_isFull;
            _isFull = isFull;
            return justNow;
        }
    }

    /// <summary>Looks through the whole list.</summary>
    /// <returns>Each id once.</returns>
    public IReadOnlySet<string> Distinct() => _ids.ToHashSet(StringComparer.Ordinal);

    /// <returns>How much memory was let go.</returns>
    public long Free()
    {
        lock (_lock)
        {
            _ids = [];
            _isFull = false;
            return Interlocked.Exchange(ref _bytes, 0);
        }
    }

    // A reference and an object: header, length and characters with their terminator, in words.
    private static long SizeOf(string id) => IntPtr.Size + (((2 * IntPtr.Size) + sizeof(int) + (2L * (id.Length + 1)) + IntPtr.Size - 1) / IntPtr.Size * IntPtr.Size);
}
