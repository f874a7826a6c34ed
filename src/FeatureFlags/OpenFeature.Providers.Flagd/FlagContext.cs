using System.Collections;
using OpenFeature.Model;

namespace OpenFeature.Providers.Flagd;

/// <summary>A context as rules see it: what the daemon adds, which has the last word as with flagd's own providers, then the caller's values.</summary>
internal sealed class FlagContext(EvaluationContext own, IReadOnlyDictionary<string, object?> daemon) : IReadOnlyDictionary<string, object?>
{
    public IEnumerable<string> Keys => this.Select(entry => entry.Key);

    public IEnumerable<object?> Values => this.Select(entry => entry.Value);

    public int Count => Keys.Count();

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => daemon.ContainsKey(key) || own.ContainsKey(key);

    public bool TryGetValue(string key, out object? value)
    {
        if (daemon.TryGetValue(key, out value))
            return true;
        if (!own.TryGetValue(key, out var found))
            return false;
        value = ObjectOf(found);
        return true;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        foreach (var entry in daemon)
            yield return entry;
        foreach (var (key, value) in own.AsDictionary())
        {
            if (!daemon.ContainsKey(key))
                yield return new(key, ObjectOf(value));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static object? ObjectOf(Value value) => value.AsObject switch
    {
        Structure structure => structure.ToDictionary(entry => entry.Key, entry => ObjectOf(entry.Value)),
        IEnumerable<Value> list => list.Select(ObjectOf).ToList(),
        DateTime moment => moment.ToString("O"),
        var other => other,
    };
}
