namespace OtelShop.Testing.Telemetry.Schema;

/// <summary>The telemetry that the shop may emit: a Weaver registry, with every reference resolved.</summary>
public sealed class TelemetrySchema
{
    private readonly Dictionary<string, SchemaAttribute> _attributes = [];
    private readonly List<SchemaSignal> _signals = [];
    private readonly List<string> _problems = [];

    private TelemetrySchema()
    {
    }

    /// <summary>Attributes by key.</summary>
    public IReadOnlyDictionary<string, SchemaAttribute> Attributes => _attributes;

    /// <summary>Spans, events, metrics and entities.</summary>
    public IReadOnlyList<SchemaSignal> Signals => _signals;

    /// <summary>What contradicts itself in the registry, one sentence each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads the files of a registry.</summary>
    /// <exception cref="InvalidDataException">A file has another form.</exception>
    public static TelemetrySchema Read(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "manifest.yaml").Order(StringComparer.Ordinal).Select(DefinitionFile.Read).ToList();
        var schema = new TelemetrySchema();
        foreach (var attribute in files.SelectMany(file => file.Attributes))
            schema.Add(attribute);
        var groups = files.SelectMany(file => file.AttributeGroups).ToDictionary(group => group.Id, group => group.Attributes);
        foreach (var span in files.SelectMany(file => file.Spans))
            schema.Add(SignalKind.Span, span.Type, span, groups, signal => signal with { NameTemplate = span.Name.Note, Detail = span.Kind });
        foreach (var found in files.SelectMany(file => file.Events))
            schema.Add(found.Annotations.Carrier == "span" ? SignalKind.SpanEvent : SignalKind.Event, found.Name, found, groups, signal => signal);
        foreach (var metric in files.SelectMany(file => file.Metrics))
            schema.Add(SignalKind.Metric, metric.Name, metric, groups, signal => signal with { Detail = $"{metric.Instrument} {metric.Unit}" });
        foreach (var entity in files.SelectMany(file => file.Entities))
            schema.Add(SignalKind.Entity, entity.Type, new SignalDefinition { Brief = entity.Brief, Stability = entity.Stability, Attributes = [.. entity.Identity, .. entity.Description] }, groups, signal => signal);
        var used = schema._signals.SelectMany(signal => signal.Attributes).Select(reference => reference.Key).ToHashSet();
        schema._problems.AddRange(schema._attributes.Keys.Where(key => !used.Contains(key)).Select(key => $"No signal has the attribute {key}."));
        return schema;
    }

    private void Add(AttributeDefinition definition)
    {
        Describe(definition.Key, definition);
        var (type, members) = SchemaAttribute.TypeOf(definition.Type);
        if (!_attributes.TryAdd(definition.Key, new SchemaAttribute(definition.Key, type, members, definition.Brief, definition.Stability)))
            _problems.Add($"{definition.Key} is defined twice.");
    }

    private void Add(SignalKind kind, string name, SignalDefinition definition, Dictionary<string, List<AttributeReference>> groups, Func<SchemaSignal, SchemaSignal> complete)
    {
        Describe(name, definition);
        var references = new Dictionary<string, SchemaReference>();
        foreach (var reference in definition.Attributes.SelectMany(reference => Resolve(name, reference, groups)))
        {
            if (!_attributes.ContainsKey(reference.Ref!))
                _problems.Add($"{name} refers to {reference.Ref}, which is not defined.");
            if (!references.TryAdd(reference.Ref!, new SchemaReference(reference.Ref!, reference.RequirementLevel is "required", reference.RequirementLevel is System.Collections.IDictionary)))
                _problems.Add($"{name} refers to {reference.Ref} twice.");
        }

        var signal = complete(new SchemaSignal(kind, name, definition.Brief, definition.Stability, [.. references.Values], definition.Annotations.Scopes, definition.Annotations.Services)
            { IsFailure = definition.Annotations.Occurrence == "failure" });
        if (_signals.Any(other => other.Kind == kind && other.Name == name))
            _problems.Add($"{name} is defined twice.");
        _signals.Add(signal);
    }

    private IEnumerable<AttributeReference> Resolve(string name, AttributeReference reference, Dictionary<string, List<AttributeReference>> groups)
    {
        if (reference.RefGroup is not { } id)
            return [reference];
        if (groups.TryGetValue(id, out var group))
            return group.SelectMany(inner => Resolve(id, inner, groups));
        _problems.Add($"{name} refers to the group {id}, which is not defined.");
        return [];
    }

    private void Describe(string name, Definition definition)
    {
        if (definition.Brief.Length == 0)
            _problems.Add($"{name} has no brief.");
        if (definition.Stability is not ("stable" or "development" or "release_candidate"))
            _problems.Add($"{name} has no stability.");
    }
}

/// <summary>Kinds of telemetry that the schema describes.</summary>
public enum SignalKind
{
    /// <summary>A span.</summary>
    Span,

    /// <summary>An event of a span.</summary>
    SpanEvent,

    /// <summary>A log record with an event name.</summary>
    Event,

    /// <summary>A metric.</summary>
    Metric,

    /// <summary>Attributes of the resource.</summary>
    Entity,
}

/// <summary>An attribute.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Type"><c>string</c>, <c>int</c>, <c>double</c>, <c>boolean</c> or an array of one of them.</param>
/// <param name="Members">The values that it may have; none means any.</param>
/// <param name="Brief">What it means.</param>
/// <param name="Stability">How far the name can be relied on.</param>
public sealed record SchemaAttribute(string Key, string Type, IReadOnlyList<string> Members, string Brief, string Stability)
{
    internal static (string Type, IReadOnlyList<string> Members) TypeOf(object type) =>
        type is IDictionary<object, object> enumeration && enumeration.TryGetValue("members", out var members)
            ? ("string", [.. ((IEnumerable<object>)members).Cast<IDictionary<object, object>>().Select(member => (string)member["value"])])
            : ((string)type, []);
}

/// <summary>An attribute of a signal.</summary>
/// <param name="Key">Key of the attribute.</param>
/// <param name="IsRequired">Whether the signal always has it.</param>
/// <param name="IsConditional">Whether the signal has it under a condition, such as a failure.</param>
public sealed record SchemaReference(string Key, bool IsRequired, bool IsConditional);

/// <summary>A span, an event, a metric or an entity.</summary>
/// <param name="Kind">Kind of the signal.</param>
/// <param name="Name">Name; of a span, its type.</param>
/// <param name="Brief">What it means.</param>
/// <param name="Stability">How far the names can be relied on.</param>
/// <param name="Attributes">Attributes that it may have.</param>
/// <param name="Scopes">Instrumentation scopes that emit it.</param>
/// <param name="Services">Services that emit it; none means every service.</param>
public sealed record SchemaSignal(
    SignalKind Kind, string Name, string Brief, string Stability, IReadOnlyList<SchemaReference> Attributes, IReadOnlyList<string> Scopes, IReadOnlyList<string> Services)
{
    /// <summary>Names of a span in backticks, with attributes in braces.</summary>
    public string NameTemplate { get; init; } = "";

    /// <summary>Whether only failures around the shop emit it, which no run provokes.</summary>
    public bool IsFailure { get; init; }

    /// <summary>Kind of a span; instrument and unit of a metric.</summary>
    public string Detail { get; init; } = "";
}
