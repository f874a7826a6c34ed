namespace OpenFeature.Model;

/// <summary>Collects the values of an <see cref="EvaluationContext"/>; the last one of a name counts.</summary>
public sealed class EvaluationContextBuilder
{
    private Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private bool _isBuilt;

    internal EvaluationContextBuilder()
    {
    }

    /// <summary>Sets the subject of the evaluation.</summary>
    public EvaluationContextBuilder SetTargetingKey(string targetingKey) => Set(EvaluationContext.TargetingKeyName, targetingKey);

    /// <summary>Sets a value.</summary>
    public EvaluationContextBuilder Set(string key, Value value)
    {
        // The built context owns the dictionary, so the builder must not change it.
        if (_isBuilt)
            (_values, _isBuilt) = (new Dictionary<string, Value>(_values, StringComparer.Ordinal), false);
        _values[key] = value;
        return this;
    }

    /// <summary>Sets a text.</summary>
    public EvaluationContextBuilder Set(string key, string value) => Set(key, new Value(value));

    /// <summary>Sets an integer.</summary>
    public EvaluationContextBuilder Set(string key, int value) => Set(key, new Value(value));

    /// <summary>Sets a number.</summary>
    public EvaluationContextBuilder Set(string key, double value) => Set(key, new Value(value));

    /// <summary>Sets a boolean.</summary>
    public EvaluationContextBuilder Set(string key, bool value) => Set(key, new Value(value));

    /// <summary>Sets a structure.</summary>
    public EvaluationContextBuilder Set(string key, Structure value) => Set(key, new Value(value));

    /// <summary>Sets a moment.</summary>
    public EvaluationContextBuilder Set(string key, DateTime value) => Set(key, new Value(value));

    /// <summary>Takes all values of another context.</summary>
    public EvaluationContextBuilder Merge(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var (key, value) in context)
            Set(key, value);
        return this;
    }

    /// <summary>The context so far.</summary>
    public EvaluationContext Build()
    {
        _isBuilt = true;
        return new EvaluationContext(_values);
    }
}
