using System.Collections;

namespace OtelShop.ServiceDefaults.Validation;

/// <summary>Collects what is wrong with a request, so that the caller learns of all of it at once.</summary>
public sealed class FieldViolations : IReadOnlyCollection<FieldViolation>
{
    private readonly List<FieldViolation> _violations = [];

    /// <summary>How many fields are wrong.</summary>
    public int Count => _violations.Count;

    /// <summary>Notes that a field is wrong.</summary>
    /// <param name="field">Its path as in the proto file.</param>
    /// <param name="description">What is wrong with it.</param>
    public void Add(string field, string description) => _violations.Add(new FieldViolation(field, description));

    /// <summary>Notes that a field is wrong unless a condition holds.</summary>
    /// <param name="condition">What must hold.</param>
    /// <param name="field">The field's path as in the proto file.</param>
    /// <param name="description">What is wrong when it does not.</param>
    /// <returns>This collection.</returns>
    public FieldViolations Require(bool condition, string field, string description)
    {
        if (!condition)
            Add(field, description);
        return this;
    }

    /// <summary>Ends the request when any field is wrong.</summary>
    /// <exception cref="InvalidRequestException">A field is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_violations.Count > 0)
            throw new InvalidRequestException(this);
    }

    /// <inheritdoc/>
    public IEnumerator<FieldViolation> GetEnumerator() => _violations.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
