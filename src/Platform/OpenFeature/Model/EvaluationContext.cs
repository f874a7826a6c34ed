using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace OpenFeature.Model;

/// <summary>What a flag's rule may look at: values by name, one of them the targeting key. It never changes.</summary>
public sealed class EvaluationContext
{
    internal const string TargetingKeyName = "targetingKey";

    private readonly Dictionary<string, Value> _values;

    internal EvaluationContext(Dictionary<string, Value> values) => _values = values;

    /// <summary>A context without values.</summary>
    public static EvaluationContext Empty { get; } = new([]);

    /// <summary>The number of values, the targeting key included.</summary>
    public int Count => _values.Count;

    /// <summary>Whom the evaluation is for; null when the context does not say.</summary>
    public string? TargetingKey => _values.TryGetValue(TargetingKeyName, out var key) ? key.AsString : null;

    /// <summary>Begins a context.</summary>
    public static EvaluationContextBuilder Builder() => new();

    /// <summary>The value of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public Value GetValue(string key) => _values[key];

    /// <summary>Whether there is such a name.</summary>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <summary>The value of a name, if there is one.</summary>
    public bool TryGetValue(string key, [NotNullWhen(true)] out Value? value) => _values.TryGetValue(key, out value);

    /// <summary>All values.</summary>
    public IImmutableDictionary<string, Value> AsDictionary() => _values.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Enumerates all values.</summary>
    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => _values.GetEnumerator();

    /// <summary>Both contexts as one; where they differ, <paramref name="over"/> counts.</summary>
    internal static EvaluationContext Merge(EvaluationContext under, EvaluationContext over)
    {
        if (over.Count == 0)
            return under;
        if (under.Count == 0)
            return over;

        var merged = new Dictionary<string, Value>(under.Count + over.Count, StringComparer.Ordinal);
        foreach (var (key, value) in under._values)
            merged[key] = value;
        foreach (var (key, value) in over._values)
            merged[key] = value;
        return new EvaluationContext(merged);
    }
}
