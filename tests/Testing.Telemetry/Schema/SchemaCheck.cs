using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace OtelShop.Testing.Telemetry.Schema;

/// <summary>Compares exported telemetry with the schema, both ways.</summary>
public sealed partial class SchemaCheck(TelemetrySchema schema)
{
    private readonly ConcurrentDictionary<string, bool> _findings = new();
    private readonly ConcurrentDictionary<string, bool> _seen = new();

    // Most telemetry looks like earlier telemetry.
    private readonly ConcurrentDictionary<string, bool> _shapes = new();

    /// <summary>What was emitted and is not in the schema.</summary>
    public IEnumerable<string> Undeclared => _findings.Keys.Order(StringComparer.Ordinal);

    /// <summary>What is in the schema and was not emitted.</summary>
    public IEnumerable<string> Unseen =>
        from signal in schema.Signals
        where !signal.IsFailure
        from missing in _seen.ContainsKey(Key(signal))
            ? signal.Attributes.Where(reference => !reference.IsConditional && !_seen.ContainsKey(Key(signal, reference.Key))).Select(reference => $"{signal.Kind} {signal.Name} never had {reference.Key}.")
            : [$"{signal.Kind} {signal.Name} was never emitted."]
        select missing;

    public void Observe(Resource resource, string scope, Span span)
    {
        var service = resource.ServiceName();
        if (IsNew("span", service, scope, span.Name, span.Kind.ToString(), span.Attributes))
        {
            var values = new OtlpAttributes(span.Attributes);
            var kind = span.Kind.ToString().ToLowerInvariant();
            Compare(SignalKind.Span, service, scope, span.Name, span.Attributes, $"{kind} span",
                signal => signal.Detail == kind && NamesOf(signal, values).Contains(span.Name));
        }

        foreach (var found in span.Events.Where(found => IsNew("event", service, scope, found.Name, "", found.Attributes)))
            Compare(SignalKind.SpanEvent, service, scope, found.Name, found.Attributes, "span event", signal => signal.Name == found.Name);
    }

    public void Observe(Resource resource, string scope, string eventName, IReadOnlyCollection<KeyValue> attributes)
    {
        if (eventName.Length > 0 && IsNew("log", resource.ServiceName(), scope, eventName, "", attributes))
            Compare(SignalKind.Event, resource.ServiceName(), scope, eventName, attributes, "event", signal => signal.Name == eventName);
    }

    public void Observe(Resource resource, string scope, Metric metric)
    {
        var service = resource.ServiceName();
        var detail = $"{InstrumentOf(metric)} {metric.Unit}";
        foreach (var attributes in AttributesOf(metric).Where(attributes => IsNew("metric", service, scope, metric.Name, detail, attributes)))
            Compare(SignalKind.Metric, service, scope, metric.Name, attributes, detail, signal => signal.Name == metric.Name && signal.Detail == detail);
        if (metric is { Unit: "s", Histogram.DataPoints: [{ ExplicitBounds: [0, 5, 10, ..] }, ..] })
            _findings.TryAdd($"The histogram '{metric.Name}' of {service} ({scope}) measures seconds with boundaries of milliseconds.", true);
    }

    public void Observe(Resource resource)
    {
        if (!IsNew("resource", resource.ServiceName(), "", "", "", resource.Attributes))
            return;
        var entities = schema.Signals.Where(signal => signal.Kind == SignalKind.Entity && IsOf(signal, resource.ServiceName(), "")).ToList();
        foreach (var attribute in resource.Attributes)
        {
            if (entities.FirstOrDefault(entity => entity.Attributes.Any(reference => reference.Key == attribute.Key)) is { } entity)
                Check(entity, attribute, $"The resource of {resource.ServiceName()}");
            else
                _findings.TryAdd($"The resource of {resource.ServiceName()} has {attribute.Key}, which is not in the schema.", true);
        }
    }

    private void Compare(SignalKind kind, string service, string scope, string name, IReadOnlyCollection<KeyValue> attributes, string what, Func<SchemaSignal, bool> isMatch)
    {
        var subject = $"The {what} '{name}' of {service} ({scope})";
        var declared = schema.Signals.Where(signal => signal.Kind == kind && IsOf(signal, service, scope) && isMatch(signal)).ToList();
        if (declared.Count != 1)
        {
            _findings.TryAdd(declared.Count == 0
                ? $"{subject} is not in the schema; it has {string.Join(", ", attributes.Select(attribute => $"{attribute.Key}: {TypeOf(attribute.Value)}"))}."
                : $"{subject} is ambiguous: {string.Join(", ", declared.Select(signal => signal.Name))}.", true);
            return;
        }

        _seen.TryAdd(Key(declared[0]), true);
        foreach (var attribute in attributes)
            Check(declared[0], attribute, subject);
        foreach (var missing in declared[0].Attributes.Where(reference => reference.IsRequired && attributes.All(attribute => attribute.Key != reference.Key)))
            _findings.TryAdd($"{subject} lacks {missing.Key}.", true);
    }

    private void Check(SchemaSignal signal, KeyValue attribute, string subject)
    {
        _seen.TryAdd(Key(signal), true);
        if (signal.Attributes.All(reference => reference.Key != attribute.Key))
        {
            _findings.TryAdd($"{subject} has {attribute.Key} ({TypeOf(attribute.Value)}), which is not in the schema.", true);
            return;
        }

        _seen.TryAdd(Key(signal, attribute.Key), true);
        if (!schema.Attributes.TryGetValue(attribute.Key, out var declared))
            return;
        var type = TypeOf(attribute.Value);
        // JavaScript has one type of numbers, and exports whole ones as integers.
        if (declared.Type != "any" && type != declared.Type && type != "empty[]" && (type, declared.Type) is not ("int", "double"))
            _findings.TryAdd($"{subject} has {attribute.Key} as {type}, not as {declared.Type}.", true);
        if (declared.Members.Count > 0 && !declared.Members.Contains(OtlpValues.Text(attribute.Value)))
            _findings.TryAdd($"{subject} has {attribute.Key} = {OtlpValues.Text(attribute.Value)}, which is none of {string.Join(", ", declared.Members)}.", true);
    }

    // Values of enumerations and of names count, other values do not.
    private bool IsNew(string kind, string service, string scope, string name, string detail, IReadOnlyCollection<KeyValue> attributes) =>
        _shapes.TryAdd(string.Join('|', [kind, service, scope, name, detail, .. attributes.Select(ShapeOf)]), true);

    private string ShapeOf(KeyValue attribute) =>
        schema.Attributes.TryGetValue(attribute.Key, out var declared) && declared.Members.Count > 0 ? $"{attribute.Key}={OtlpValues.Text(attribute.Value)}" : $"{attribute.Key}:{TypeOf(attribute.Value)}";

    private static bool IsOf(SchemaSignal signal, string service, string scope) =>
        (signal.Scopes.Count == 0 || signal.Scopes.Contains(scope)) && (signal.Services.Count == 0 || signal.Services.Contains(service));

    private static string Key(SchemaSignal signal, string attribute = "") => $"{signal.Kind} {signal.Name} {attribute}";

    private static IEnumerable<string> NamesOf(SchemaSignal span, OtlpAttributes values) =>
        Names().Matches(span.NameTemplate).Select(name => Placeholder().Replace(name.Groups[1].Value, match => values[match.Groups[1].Value]));

    private static string InstrumentOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => "gauge",
        Metric.DataOneofCase.Sum => metric.Sum.IsMonotonic ? "counter" : "updowncounter",
        _ => "histogram",
    };

    private static IEnumerable<IReadOnlyCollection<KeyValue>> AttributesOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Select(point => point.Attributes),
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Select(point => point.Attributes),
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Select(point => point.Attributes),
        _ => [],
    };

    private static string TypeOf(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => "string",
        AnyValue.ValueOneofCase.IntValue => "int",
        AnyValue.ValueOneofCase.DoubleValue => "double",
        AnyValue.ValueOneofCase.BoolValue => "boolean",
        AnyValue.ValueOneofCase.ArrayValue => (value.ArrayValue.Values.FirstOrDefault() is { } first ? TypeOf(first) : "empty") + "[]",
        _ => value.ValueCase.ToString(),
    };

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Names();

    [GeneratedRegex(@"\{([a-z_.]+)\}")]
    private static partial Regex Placeholder();
}
