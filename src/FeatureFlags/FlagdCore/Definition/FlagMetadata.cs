using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OtelShop.FlagdCore;

/// <summary>Metadata of a flag set, or of a flag together with its set's: names to text, numbers and booleans.</summary>
public sealed class FlagMetadata : IReadOnlyDictionary<string, FlagValue>
{
    private readonly Dictionary<string, FlagValue> _entries;

    internal FlagMetadata(Dictionary<string, FlagValue> entries) => _entries = entries;

    /// <summary>No metadata.</summary>
    public static FlagMetadata Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <inheritdoc/>
    public IEnumerable<FlagValue> Values => _entries.Values;

    /// <inheritdoc/>
    public FlagValue this[string key] => _entries[key];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _entries.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out FlagValue value) => _entries.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, FlagValue>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool IsSameAs(FlagMetadata other) =>
        ReferenceEquals(this, other)
        || (Count == other.Count
            && _entries.All(mine => other._entries.TryGetValue(mine.Key, out var theirs) && JsonElement.DeepEquals(mine.Value.Json, theirs.Json)));

    /// <summary>These entries with those of <paramref name="own"/>, which win where both name one.</summary>
    internal FlagMetadata With(FlagMetadata own)
    {
        if (own.Count == 0)
            return this;
        var both = new Dictionary<string, FlagValue>(_entries);
        foreach (var (name, value) in own._entries)
            both[name] = value;
        return new FlagMetadata(both);
    }
}
