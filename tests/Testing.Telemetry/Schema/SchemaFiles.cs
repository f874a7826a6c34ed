using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OtelShop.Testing.Telemetry.Schema;

/// <summary>A file of a Weaver registry, in the form <c>definition/2</c> as far as this registry uses it. Other keys are refused.</summary>
internal sealed class DefinitionFile
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();

    public string FileFormat { get; init; } = "";

    public List<AttributeDefinition> Attributes { get; init; } = [];

    public List<GroupDefinition> AttributeGroups { get; init; } = [];

    public List<SpanDefinition> Spans { get; init; } = [];

    public List<EventDefinition> Events { get; init; } = [];

    public List<MetricDefinition> Metrics { get; init; } = [];

    public List<EntityDefinition> Entities { get; init; } = [];

    /// <exception cref="InvalidDataException">The file is no definition.</exception>
    public static DefinitionFile Read(string path)
    {
        try
        {
            var file = Deserializer.Deserialize<DefinitionFile>(File.ReadAllText(path));
            return file.FileFormat == "definition/2" ? file : throw new InvalidDataException($"{path}: file_format must be definition/2.");
        }
        catch (YamlDotNet.Core.YamlException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }
}

internal class Definition
{
    public string Brief { get; init; } = "";

    public string? Note { get; init; }

    public string Stability { get; init; } = "";
}

internal sealed class AttributeDefinition : Definition
{
    public string Key { get; init; } = "";

    /// <summary>A name, or a mapping with members.</summary>
    public object Type { get; init; } = "";

    public List<object> Examples { get; init; } = [];
}

internal class SignalDefinition : Definition
{
    public List<AttributeReference> Attributes { get; init; } = [];

    public SignalAnnotations Annotations { get; init; } = new();
}

internal sealed class AttributeReference
{
    public string? Ref { get; init; }

    public string? RefGroup { get; init; }

    /// <summary>A name, or a mapping with the condition.</summary>
    public object? RequirementLevel { get; init; }

    public string? Note { get; init; }
}

internal sealed class GroupDefinition
{
    public string Id { get; init; } = "";

    public string Visibility { get; init; } = "";

    public List<AttributeReference> Attributes { get; init; } = [];
}

internal sealed class SpanDefinition : SignalDefinition
{
    public string Type { get; init; } = "";

    public string Kind { get; init; } = "";

    public SpanName Name { get; init; } = new();
}

internal sealed class SpanName
{
    public string Note { get; init; } = "";
}

internal sealed class EventDefinition : SignalDefinition
{
    public string Name { get; init; } = "";
}

internal sealed class MetricDefinition : SignalDefinition
{
    public string Name { get; init; } = "";

    public string Instrument { get; init; } = "";

    public string Unit { get; init; } = "";
}

internal sealed class EntityDefinition : Definition
{
    public string Type { get; init; } = "";

    public List<AttributeReference> Identity { get; init; } = [];

    public List<AttributeReference> Description { get; init; } = [];
}

/// <summary>What Weaver's language has no word for.</summary>
internal sealed class SignalAnnotations
{
    /// <summary>Instrumentation scopes that emit it.</summary>
    public List<string> Scopes { get; init; } = [];

    /// <summary>Services that emit it; none means every service.</summary>
    public List<string> Services { get; init; } = [];

    /// <summary>Where an event is found: <c>span</c> or <c>log</c>.</summary>
    public string? Carrier { get; init; }

    /// <summary><c>failure</c> when no run of the shop emits it.</summary>
    public string? Occurrence { get; init; }
}
