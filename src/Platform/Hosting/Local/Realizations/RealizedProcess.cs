using System.Collections.Immutable;
using Aspire.Hosting.Local.Containers;
using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Local.Realizations;

/// <summary>A process that is ready to be started.</summary>
/// <param name="Command">How to start it.</param>
internal sealed record RealizedProcess(ProcessCommand Command)
{
    /// <summary>What a person can do when the process does not come up. Null when its own lines have to say that.</summary>
    public string? WayOut { get; init; }

    /// <summary>What a person takes the resource to be made of: a project's file, an image, a program. Null means the program.</summary>
    public string? Source { get; init; }

    /// <summary>The resource's own arguments. Null means all those of the command, none of which is a secret.</summary>
    public IReadOnlyList<EvaluatedText>? Arguments { get; init; }

    /// <summary>Variables that the model gives to the resource.</summary>
    public IReadOnlyDictionary<string, EvaluatedText> Environment { get; init; } = new Dictionary<string, EvaluatedText>();

    public ImmutableArray<VolumeSnapshot> Volumes { get; init; } = [];

    /// <summary>Container that stands behind the process, and outlives it when the process is killed.</summary>
    public ContainerHandle? Container { get; init; }

    public static List<string> Texts(IEnumerable<EvaluatedText> values) => [.. values.Select(value => value.Text)];

    public static Dictionary<string, string> Texts(IEnumerable<KeyValuePair<string, EvaluatedText>> values) =>
        values.ToDictionary(value => value.Key, value => value.Value.Text);
}
