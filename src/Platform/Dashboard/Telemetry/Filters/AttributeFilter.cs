using System.Text;
using Google.Protobuf;
using OtelShop.Dashboard.Telemetry.Storage;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Filters;

/// <summary>A condition on an attribute of records, or of their scope, or of their resource: the nearest that has it counts.</summary>
/// <param name="filter">The condition.</param>
/// <param name="attributesField">Where records of this kind have their attributes.</param>
internal sealed class AttributeFilter(FieldFilter filter, int attributesField)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(filter.Field);
    private readonly FieldTest _test = new(filter);
    private readonly Dictionary<TelemetryScope, bool> _verdicts = [];

    public bool Matches(TelemetryEntry entry) => AttributeReader.TryFind(entry.Bytes, attributesField, _key, out var value)
        ? _test.OfAnyValue(value)
        : MatchesOrigin(entry.Origin);

    // Once for each scope, not for each of its records.
    private bool MatchesOrigin(TelemetryScope? origin)
    {
        if (origin is null)
            return _test.OfMissing;
        if (!_verdicts.TryGetValue(origin, out var verdict))
            _verdicts.Add(origin, verdict = Judge(origin));
        return verdict;
    }

    private bool Judge(TelemetryScope origin)
    {
        if (AttributeReader.TryFind(origin.Bytes, WireSchema.ScopeAttributes, _key, out var value))
            return _test.OfAnyValue(value);
        return origin.Resource.Attributes.Attributes.FirstOrDefault(a => a.Key == filter.Field) is { } attribute
            ? _test.OfAnyValue((attribute.Value ?? new()).ToByteArray())
            : _test.OfMissing;
    }
}
