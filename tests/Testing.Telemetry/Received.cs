using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace OtelShop.Testing.Telemetry;

/// <summary>One exported span.</summary>
public sealed class ReceivedSpan(Resource resource, Span span)
{
    public string Service { get; } = resource.ServiceName();

    /// <summary>The attributes of the service as text.</summary>
    public OtlpAttributes Resource { get; } = new(resource.Attributes);

    public string Name => span.Name;

    public string TraceId { get; } = Convert.ToHexStringLower(span.TraceId.Span);

    public string SpanId { get; } = Convert.ToHexStringLower(span.SpanId.Span);

    /// <summary>Empty for the root of a trace.</summary>
    public string ParentSpanId { get; } = Convert.ToHexStringLower(span.ParentSpanId.Span);

    public Span.Types.SpanKind Kind => span.Kind;

    public bool IsError => span.Status?.Code == Status.Types.StatusCode.Error;

    public DateTimeOffset Start { get; } = OtlpValues.Time(span.StartTimeUnixNano);

    public TimeSpan Duration { get; } = OtlpValues.Time(span.EndTimeUnixNano) - OtlpValues.Time(span.StartTimeUnixNano);

    /// <summary>The attributes as text. An attribute that is not there gives an empty one.</summary>
    public OtlpAttributes Attributes { get; } = new(span.Attributes);

    /// <summary>The variant that a flag had when it was evaluated within this span. Null when it was not.</summary>
    public string? VariantOf(string flag) => span.Events.Where(found => found.Name == "feature_flag.evaluation")
        .Select(found => new OtlpAttributes(found.Attributes))
        .FirstOrDefault(attributes => attributes["feature_flag.key"] == flag)?["feature_flag.result.variant"];
}

/// <summary>One exported log record.</summary>
public sealed class ReceivedLog(Resource resource, string category, LogRecord record)
{
    public string Service { get; } = resource.ServiceName();

    public string Category => category;

    public string EventName => record.EventName;

    public string Severity => record.SeverityText;

    public string Message => record.Body?.StringValue ?? "";

    public string TraceId { get; } = Convert.ToHexStringLower(record.TraceId.Span);

    public DateTimeOffset Time { get; } = OtlpValues.Time(record.TimeUnixNano);

    public OtlpAttributes Attributes { get; } = new(record.Attributes);
}

/// <summary>One series of an instrument: the measurements with the same attributes.</summary>
/// <param name="Service">The service that measures.</param>
/// <param name="Instrument">The name of the instrument.</param>
/// <param name="Attributes">The attributes as <c>name=value</c>, ordered and joined by commas.</param>
public sealed record ReceivedSeries(string Service, string Instrument, string Attributes)
{
    internal static IEnumerable<(ReceivedSeries Series, double Value)> Of(Resource resource, Metric metric)
    {
        var service = resource.ServiceName();
        var numbers = metric.DataCase == Metric.DataOneofCase.Sum ? metric.Sum.DataPoints : metric.Gauge?.DataPoints ?? [];
        foreach (var point in numbers)
            yield return (new(service, metric.Name, Text(point.Attributes)), point.HasAsInt ? point.AsInt : point.AsDouble);
        foreach (var point in metric.Histogram?.DataPoints ?? [])
            yield return (new(service, metric.Name, Text(point.Attributes)), point.Count);
    }

    private static string Text(IEnumerable<KeyValue> attributes) =>
        string.Join(',', attributes.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={OtlpValues.Text(one.Value)}"));
}

/// <summary>Attributes as text.</summary>
public sealed class OtlpAttributes(IEnumerable<KeyValue> attributes)
{
    private readonly Dictionary<string, string> _values = attributes.DistinctBy(one => one.Key).ToDictionary(one => one.Key, one => OtlpValues.Text(one.Value));

    public string this[string name] => _values.GetValueOrDefault(name, "");

    public bool Contains(string name) => _values.ContainsKey(name);
}

internal static class OtlpValues
{
    public static DateTimeOffset Time(ulong unixNanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(unixNanoseconds / TimeSpan.NanosecondsPerTick));

    public static string ServiceName(this Resource resource) => new OtlpAttributes(resource.Attributes)["service.name"];

    public static string Text(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.IntValue => $"{value.IntValue}",
        AnyValue.ValueOneofCase.DoubleValue => $"{value.DoubleValue}",
        AnyValue.ValueOneofCase.BoolValue => $"{value.BoolValue}",
        _ => value.ToString(),
    };
}
