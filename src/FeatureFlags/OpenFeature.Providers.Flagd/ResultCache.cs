using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature.Providers.Flagd;

/// <summary>The results that were last used, up to a number; zero remembers none.</summary>
internal sealed class ResultCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Key, Type Type), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();

    /// <summary>Grows with each invalidation; a result that was asked for in an earlier one may be out of date.</summary>
    public int Generation { get; private set; }

    public ResolutionDetails<T>? Find<T>(string key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue((key, typeof(T)), out var node))
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return (ResolutionDetails<T>)node.Value.Details;
        }
    }

    public void Add<T>(string key, int generation, ResolutionDetails<T> details)
    {
        lock (_lock)
        {
            if (capacity == 0 || generation != Generation || _entries.ContainsKey((key, typeof(T))))
                return;
            if (_entries.Count == capacity && _byUse.Last is { } oldest)
                Drop(oldest);
            var cached = new ResolutionDetails<T>(key, details.Value, ErrorType.None, Reason.Cached, details.Variant, null, details.FlagMetadata);
            _entries.Add((key, typeof(T)), _byUse.AddFirst(new Entry(key, typeof(T), cached)));
        }
    }

    /// <returns>The keys that were given.</returns>
    public IReadOnlyList<string> Remove(IReadOnlyList<string> keys)
    {
        lock (_lock)
        {
            Generation++;
            var changed = keys.ToHashSet(StringComparer.Ordinal);
            foreach (var entry in _byUse.Where(entry => changed.Contains(entry.Key)).ToList())
                Drop(_entries[(entry.Key, entry.Type)]);
            return keys;
        }
    }

    /// <returns>The keys that were remembered.</returns>
    public IReadOnlyList<string> Clear()
    {
        lock (_lock)
        {
            Generation++;
            List<string> keys = [.. _byUse.Select(entry => entry.Key).Distinct(StringComparer.Ordinal)];
            _entries.Clear();
            _byUse.Clear();
            return keys;
        }
    }

    private void Drop(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove((node.Value.Key, node.Value.Type));
    }

    private sealed record Entry(string Key, Type Type, object Details);
}
