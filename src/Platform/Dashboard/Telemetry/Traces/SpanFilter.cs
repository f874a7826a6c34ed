using OtelShop.Dashboard.Telemetry.Filters;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>Puts one condition to many spans, on the bytes in which they came.</summary>
internal sealed class SpanFilter(FieldFilter filter)
{
    private const int StatusMessageField = 2;
    private const int EventNameField = 2;

    private readonly FieldTest _test = new(filter);
    private readonly AttributeFilter? _attribute = KnownFields.Is(filter.Field) ? null : new(filter, WireSchema.SpanAttributes);

    /// <summary>The span must be kept.</summary>
    public bool Matches(SpanEntry span) => _attribute is not null ? _attribute.Matches(span) : filter.Field switch
    {
        KnownFields.Name => _test.OfText(span.Name),
        KnownFields.Kind => _test.OfText(span.Kind.ToString()),
        KnownFields.Status => _test.OfText(span.Status.ToString()),
        KnownFields.Duration => _test.OfNumber((double)span.Duration / TimeSpan.NanosecondsPerTick / TimeSpan.TicksPerMillisecond),
        KnownFields.Message => MatchesStatusMessage(span),
        KnownFields.EventName => MatchesEventName(span),
        KnownFields.Category => _test.OfText(span.Scope),
        KnownFields.Resource => _test.OfText(span.Resource.ServiceName),
        KnownFields.TraceId => _test.OfText(span.TraceId.ToString()),
        KnownFields.SpanId => _test.OfText(span.SpanId.ToString()),
        _ => _test.OfMissing,
    };

    private bool MatchesStatusMessage(SpanEntry span)
    {
        var message = WireReader.Find(WireReader.Find(span.Bytes, WireSchema.SpanStatus), StatusMessageField);
        return message.IsEmpty ? _test.OfMissing : _test.OfUtf8(message);
    }

    // A positive condition holds when one event meets it, a negative one when every event does.
    private bool MatchesEventName(SpanEntry span)
    {
        var negative = _test.OfMissing;
        var reader = new WireReader(span.Bytes);
        while (reader.Read())
        {
            if (reader.Field == WireSchema.SpanEvents && _test.OfUtf8(WireReader.Find(reader.Bytes, EventNameField)) != negative)
                return !negative;
        }

        return negative;
    }
}
