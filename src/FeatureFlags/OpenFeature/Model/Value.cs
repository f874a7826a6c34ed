using System.Collections.Immutable;

namespace OpenFeature.Model;

/// <summary>A value of a context or an object flag: boolean, number, string, time, structure, list or null.</summary>
public sealed class Value
{
    private readonly object? _inner;

    /// <summary>Null.</summary>
    public Value()
    {
    }

    /// <summary>The same value again.</summary>
    public Value(Value value) => _inner = value?._inner;

    /// <summary>A boolean.</summary>
    public Value(bool value) => _inner = value;

    /// <summary>An integer, stored as a double.</summary>
    public Value(int value) => _inner = (double)value;

    /// <summary>A number.</summary>
    public Value(double value) => _inner = value;

    /// <summary>A text.</summary>
    public Value(string value) => _inner = value;

    /// <summary>A structure.</summary>
    public Value(Structure value) => _inner = value;

    /// <summary>A list.</summary>
    public Value(IList<Value> value) => _inner = value.ToImmutableList();

    /// <summary>A moment.</summary>
    public Value(DateTime value) => _inner = value;

    /// <summary>Whether it is null.</summary>
    public bool IsNull => _inner is null;

    /// <summary>Whether it is a boolean.</summary>
    public bool IsBoolean => _inner is bool;

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => _inner is double;

    /// <summary>Whether it is a text.</summary>
    public bool IsString => _inner is string;

    /// <summary>Whether it is a structure.</summary>
    public bool IsStructure => _inner is Structure;

    /// <summary>Whether it is a list.</summary>
    public bool IsList => _inner is IImmutableList<Value>;

    /// <summary>Whether it is a moment.</summary>
    public bool IsDateTime => _inner is DateTime;

    /// <summary>The underlying object.</summary>
    public object? AsObject => _inner;

    /// <summary>The number rounded to an integer; null when it is none.</summary>
    public int? AsInteger => _inner is double number ? Convert.ToInt32(number) : null;

    /// <summary>The boolean; null when it is none.</summary>
    public bool? AsBoolean => _inner as bool?;

    /// <summary>The number; null when it is none.</summary>
    public double? AsDouble => _inner as double?;

    /// <summary>The text; null when it is none.</summary>
    public string? AsString => _inner as string;

    /// <summary>The structure; null when it is none.</summary>
    public Structure? AsStructure => _inner as Structure;

    /// <summary>The list; null when it is none.</summary>
    public IImmutableList<Value>? AsList => _inner as IImmutableList<Value>;

    /// <summary>The moment; null when it is none.</summary>
    public DateTime? AsDateTime => _inner as DateTime?;
}
