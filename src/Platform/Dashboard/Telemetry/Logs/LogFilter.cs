using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Filters;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Logs;

/// <summary>Puts one condition to many log records, on the bytes in which they came.</summary>
internal sealed class LogFilter
{
    private readonly FieldFilter _filter;
    private readonly FieldTest _test;
    private readonly AttributeFilter? _attribute;

    public LogFilter(FieldFilter filter)
    {
        _filter = filter;
        _test = new(filter.Field == KnownFields.Level && Severities.TryParse(filter.Value, out var severity) ? OfLevel(filter, severity) : filter);
        _attribute = KnownFields.Is(filter.Field) ? null : new(filter, WireSchema.LogAttributes);
    }

    /// <summary>The record must be kept.</summary>
    public bool Matches(LogEntry entry) => _attribute is not null ? _attribute.Matches(entry) : _filter.Field switch
    {
        KnownFields.Message => MatchesMessage(entry),
        KnownFields.Level => MatchesLevel(entry),
        KnownFields.EventName => OfOptional(WireReader.Find(entry.Bytes, WireSchema.LogEventName)),
        KnownFields.Category => _test.OfText(entry.Scope),
        KnownFields.Resource => _test.OfText(entry.Resource.ServiceName),
        KnownFields.TraceId => entry.TraceId.IsNone ? _test.OfMissing : _test.OfText(entry.TraceId.ToString()),
        KnownFields.SpanId => entry.SpanId.IsNone ? _test.OfMissing : _test.OfText(entry.SpanId.ToString()),
        _ => _test.OfMissing,
    };

    // Levels are ordered by their number, not by their name, and each may be called as .NET calls it.
    private static FieldFilter OfLevel(FieldFilter filter, SeverityNumber severity) => filter.Condition switch
    {
        >= FilterCondition.GreaterThan and <= FilterCondition.LessThanOrEqual => filter with { Value = $"{(int)severity}" },
        FilterCondition.Equals or FilterCondition.NotEquals => filter with { Value = Severities.Name(severity) },
        _ => filter,
    };

    private bool MatchesMessage(LogEntry entry)
    {
        var body = WireReader.Find(entry.Bytes, WireSchema.LogBody);
        return body.IsEmpty ? _test.OfMissing : _test.OfAnyValue(body);
    }

    private bool MatchesLevel(LogEntry entry) => _filter.Condition is >= FilterCondition.GreaterThan and <= FilterCondition.LessThanOrEqual
        ? _test.OfInteger((int)entry.Severity)
        : _test.OfText(Severities.Name(entry.Severity));

    private bool OfOptional(ReadOnlySpan<byte> text) => text.IsEmpty ? _test.OfMissing : _test.OfUtf8(text);
}
