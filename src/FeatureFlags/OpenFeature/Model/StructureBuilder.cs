namespace OpenFeature.Model;

/// <summary>Collects the entries of a <see cref="Structure"/>; the last one of a name counts.</summary>
public sealed class StructureBuilder
{
    private readonly Dictionary<string, Value> _attributes = new(StringComparer.Ordinal);

    internal StructureBuilder()
    {
    }

    /// <summary>Sets a value.</summary>
    public StructureBuilder Set(string key, Value value)
    {
        _attributes[key] = value;
        return this;
    }

    /// <summary>Sets a text.</summary>
    public StructureBuilder Set(string key, string value) => Set(key, new Value(value));

    /// <summary>Sets an integer.</summary>
    public StructureBuilder Set(string key, int value) => Set(key, new Value(value));

    /// <summary>Sets a number.</summary>
    public StructureBuilder Set(string key, double value) => Set(key, new Value(value));

    /// <summary>Sets a boolean.</summary>
    public StructureBuilder Set(string key, bool value) => Set(key, new Value(value));

    /// <summary>Sets a structure.</summary>
    public StructureBuilder Set(string key, Structure value) => Set(key, new Value(value));

    /// <summary>Sets a list.</summary>
    public StructureBuilder Set(string key, IList<Value> value) => Set(key, new Value(value));

    /// <summary>Sets a moment.</summary>
    public StructureBuilder Set(string key, DateTime value) => Set(key, new Value(value));

    /// <summary>The structure so far.</summary>
    public Structure Build() => new(_attributes);
}
