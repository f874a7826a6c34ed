using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace OpenFeature.Model;

/// <summary>Values by name; it never changes.</summary>
public sealed class Structure : IEnumerable<KeyValuePair<string, Value>>
{
    private readonly ImmutableDictionary<string, Value> _attributes;

    /// <summary>A structure of copies of the entries.</summary>
    /// <param name="attributes">The entries.</param>
    public Structure(IDictionary<string, Value> attributes) => _attributes = attributes.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>A structure without entries.</summary>
    public static Structure Empty { get; } = new(ImmutableDictionary<string, Value>.Empty);

    /// <summary>The number of entries.</summary>
    public int Count => _attributes.Count;

    /// <summary>The names.</summary>
    public IEnumerable<string> Keys => _attributes.Keys;

    /// <summary>The values.</summary>
    public IEnumerable<Value> Values => _attributes.Values;

    /// <summary>Begins a structure.</summary>
    public static StructureBuilder Builder() => new();

    /// <summary>The value of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public Value GetValue(string key) => _attributes[key];

    /// <summary>Whether there is such a name.</summary>
    public bool ContainsKey(string key) => _attributes.ContainsKey(key);

    /// <summary>The value of a name, if there is one.</summary>
    public bool TryGetValue(string key, [NotNullWhen(true)] out Value? value) => _attributes.TryGetValue(key, out value);

    /// <summary>All entries.</summary>
    public IImmutableDictionary<string, Value> AsDictionary() => _attributes;

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => _attributes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
