using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace OpenFeature.Model;

/// <summary>Immutable values by name for a flag's rule, including the targeting key.</summary>
public sealed class EvaluationContext
{
    internal const string TargetingKeyName = "targetingKey";

    private readonly Dictionary<string, Value> _own;

    // Contexts are merged for every evaluation, and most evaluations then look at one value or at none: a layer is cheaper than a copy.
    private readonly EvaluationContext? _under;

    internal EvaluationContext(Dictionary<string, Value> values) => _own = values;

    private EvaluationContext(EvaluationContext under, Dictionary<string, Value> over)
        : this(over) => _under = under;

    /// <summary>A context without values.</summary>
    public static EvaluationContext Empty { get; } = new([]);

    /// <summary>The number of values, the targeting key included.</summary>
    public int Count => _under is null ? _own.Count : Flatten().Count;

    /// <summary>Subject of the evaluation; null if not set.</summary>
    public string? TargetingKey => TryGetValue(TargetingKeyName, out var key) ? key.AsString : null;

    internal bool IsEmpty => _own.Count == 0;

    /// <summary>Begins a context.</summary>
    public static EvaluationContextBuilder Builder() => new();

    /// <summary>The value of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public Value GetValue(string key) => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The context has no value '{key}'.");

    /// <summary>Whether there is such a name.</summary>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <summary>The value of a name, if there is one.</summary>
    public bool TryGetValue(string key, [NotNullWhen(true)] out Value? value)
    {
        for (var layer = this; layer is not null; layer = layer._under)
        {
            if (layer._own.TryGetValue(key, out value))
                return true;
        }

        value = null;
        return false;
    }

    /// <summary>All values.</summary>
    public IImmutableDictionary<string, Value> AsDictionary() => Flatten().ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Enumerates all values.</summary>
    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => Flatten().GetEnumerator();

    /// <summary>Both contexts as one; where they differ, <paramref name="over"/> counts.</summary>
    internal static EvaluationContext Merge(EvaluationContext under, EvaluationContext over)
    {
        if (over.IsEmpty)
            return under;
        return under.IsEmpty ? over : new EvaluationContext(under, over.Flatten());
    }

    private Dictionary<string, Value> Flatten()
    {
        if (_under is null)
            return _own;

        var all = new Dictionary<string, Value>(_under.Flatten(), StringComparer.Ordinal);
        foreach (var (key, value) in _own)
            all[key] = value;
        return all;
    }
}
