using System.Text.Json.Nodes;
using Aspire.Hosting;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>The chart's values, by path and stage. Paths are separated by <c>/</c>.</summary>
internal sealed class ChartValues(IReadOnlyList<KubernetesStage> stages)
{
    private readonly SortedDictionary<string, Dictionary<string, JsonNode?>> _values = new(StringComparer.Ordinal);

    /// <summary>Sets a value that every stage has.</summary>
    public void Set(string path, JsonNode? value)
    {
        foreach (var stage in stages)
            Set(path, stage, value);
    }

    /// <exception cref="DistributedApplicationException">The value depends on more than the stage.</exception>
    public void Set(string path, KubernetesStage stage, JsonNode? value)
    {
        if (!_values.TryGetValue(path, out var byStage))
            _values[path] = byStage = [];
        if (byStage.TryGetValue(stage.Name, out var known) && !JsonNode.DeepEquals(known, value))
            throw new DistributedApplicationException($"The value {path.Replace('/', '.')} of {stage.Name} depends on home or mesh: name it for each home.");
        byStage[stage.Name] = value?.DeepClone();
    }

    /// <summary>Every value, as the first stage has it.</summary>
    public JsonObject Defaults() => Tree(_values.Select(value => (value.Key, value.Value.TryGetValue(stages[0].Name, out var first) ? first : value.Value.Values.First())));

    /// <summary>What stages differ in.</summary>
    public JsonObject Of(KubernetesStage stage) => Tree(_values
        .Where(value => value.Value.Values.Any(other => !JsonNode.DeepEquals(other, value.Value.Values.First())) && value.Value.ContainsKey(stage.Name))
        .Select(value => (value.Key, value.Value[stage.Name])));

    private static JsonObject Tree(IEnumerable<(string Path, JsonNode? Value)> values)
    {
        var tree = new JsonObject();
        foreach (var (path, value) in values)
        {
            var names = path.Split('/');
            var parent = tree;
            foreach (var name in names[..^1])
                parent = (JsonObject)(parent[name] ??= new JsonObject());
            parent[names[^1]] = value?.DeepClone();
        }

        return tree;
    }
}
