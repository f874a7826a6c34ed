namespace OpenFeature.Model;

/// <summary>Metadata of a flag or an event: booleans, numbers and strings by name.</summary>
public sealed class ImmutableMetadata
{
    private readonly Dictionary<string, object> _values;

    /// <summary>Metadata without entries.</summary>
    public ImmutableMetadata()
        : this([])
    {
    }

    /// <summary>Metadata with a copy of the entries.</summary>
    /// <param name="metadata">The entries.</param>
    public ImmutableMetadata(Dictionary<string, object> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        _values = new Dictionary<string, object>(metadata, StringComparer.Ordinal);
    }

    /// <summary>The number of entries.</summary>
    public int Count => _values.Count;

    /// <summary>A boolean; null when there is none of that name.</summary>
    public bool? GetBool(string key) => Get<bool>(key);

    /// <summary>Returns an integer; null if missing.</summary>
    public int? GetInt(string key) => Get<int>(key);

    /// <summary>A number; null when there is none of that name.</summary>
    public double? GetDouble(string key) => Get<double>(key);

    /// <summary>A text; null when there is none of that name.</summary>
    public string? GetString(string key) => _values.GetValueOrDefault(key) as string;

    private T? Get<T>(string key)
        where T : struct => _values.GetValueOrDefault(key) is T value ? value : null;
}
