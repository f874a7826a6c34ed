using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>What the collector refuses when it starts, and what it accepts although it loses telemetry.</summary>
internal static partial class CollectorCheck
{
    private static readonly string[] Sections = ["receivers", "processors", "connectors", "exporters", "extensions"];

    public static IEnumerable<string> Check(JsonObject config)
    {
        var pipelines = config.Fields("service", "pipelines").Select(entry => new Pipeline(entry.Key, entry.Value)).ToList();
        return [
            .. config.Where(section => section.Key != "service" && !Sections.Contains(section.Key)).Select(section => $"there is no section {section.Key}"),
            .. config.Fields("service").Where(field => field.Key is not ("extensions" or "pipelines" or "telemetry")).Select(field => $"service has no option {field.Key}"),
            .. OfOptions(config),
            .. pipelines.SelectMany(pipeline => OfPipeline(config, pipeline)),
            .. Unused(config, pipelines),
            .. Connectors(config, pipelines),
            .. OfExtensions(config),
            .. OfPolicies(config)];
    }

    /// <summary>Both configurations as <c>--config A --config B</c> merges them: maps are merged, lists and values replaced.</summary>
    public static JsonObject Merge(JsonObject first, JsonObject second)
    {
        var merged = first.DeepClone().AsObject();
        foreach (var (name, value) in second)
            merged[name] = merged[name] is JsonObject before && value is JsonObject after ? Merge(before, after) : value?.DeepClone();
        return merged;
    }

    /// <summary>Environment variables that the configuration reads.</summary>
    public static IReadOnlySet<string> Variables(JsonObject config) => Variable().Matches(config.ToJsonString()).Select(match => match.Groups[1].Value).ToHashSet();

    private static IEnumerable<string> OfOptions(JsonObject config)
    {
        foreach (var section in Sections)
        {
            foreach (var (id, options) in config.Fields(section))
            {
                if (!CollectorOptions.Components.TryGetValue($"{section}/{TypeOf(id)}", out var component))
                    yield return $"{section}: {id} is of no known type";
                else
                    foreach (var fault in Unknown(options, component.Options, $"{section}: {id}")) yield return fault;
            }
        }

        foreach (var fault in Unknown(config.At("service", "telemetry"), CollectorOptions.Telemetry, "service.telemetry")) yield return fault;
    }

    private static IEnumerable<string> Unknown(JsonNode? options, IReadOnlySet<string> known, string subject) =>
        Leaves(options).Where(leaf => !known.Any(option => IsMatch(option, leaf))).Select(leaf => $"{subject} has no option {leaf}");

    private static IEnumerable<string> Leaves(JsonNode? node, string path = "")
    {
        IEnumerable<(string Name, JsonNode? Value)> children = node switch
        {
            JsonObject map => map.Select(entry => (entry.Key, entry.Value)),
            JsonArray list => list.Select((item, index) => ($"{index}", item)),
            _ => [],
        };
        return children.SelectMany(child => Leaves(child.Value, $"{path}.{child.Name}")).DefaultIfEmpty(path.TrimStart('.')).Where(leaf => leaf.Length > 0);
    }

    private static bool IsMatch(string option, string leaf) => Regex.IsMatch(leaf, $"^{Regex.Escape(option).Replace("\\*", "[^.]+", StringComparison.Ordinal)}$");

    private static IEnumerable<string> OfPipeline(JsonObject config, Pipeline pipeline)
    {
        if (pipeline.Signal is not ("traces" or "metrics" or "logs")) yield return $"{pipeline}: there is no such signal";
        if (pipeline.Receivers.Count == 0) yield return $"{pipeline}: has no receiver";
        if (pipeline.Exporters.Count == 0) yield return $"{pipeline}: has no exporter";
        foreach (var (section, id) in pipeline.Receivers.Select(id => ("receivers", id)).Concat(pipeline.Processors.Select(id => ("processors", id))).Concat(pipeline.Exporters.Select(id => ("exporters", id))))
        {
            if (section != "processors" && config.At("connectors", id) is not null) continue;
            if (!config.Fields(section).Any(entry => entry.Key == id))
                yield return $"{pipeline}: {section} has no {id}";
            else if (CollectorOptions.Components.TryGetValue($"{section}/{TypeOf(id)}", out var component) && !component.Signals.Contains(pipeline.Signal))
                yield return $"{pipeline}: {id} takes no {pipeline.Signal}";
        }

        if (pipeline.Processors.FirstOrDefault() is not "memory_limiter") yield return $"{pipeline}: memory_limiter is not first";
        var hasQueues = pipeline.Exporters.Any(id => config.At("exporters", id) is not null);
        if (hasQueues && pipeline.Processors.LastOrDefault() is not "batch" && !pipeline.Exporters.All(id => config.At("exporters", id, "sending_queue", "batch") is not null))
            yield return $"{pipeline}: nothing batches before the exporters";
        // It puts spans into new batches, whose context is lost.
        if (pipeline.Processors.IndexOf("tail_sampling") is var sampling and >= 0 && pipeline.Processors.FindIndex(id => TypeOf(id) == "k8sattributes") > sampling)
            yield return $"{pipeline}: k8sattributes comes after tail_sampling";
    }

    private static IEnumerable<string> Unused(JsonObject config, List<Pipeline> pipelines)
    {
        foreach (var id in config.Fields("receivers").Select(entry => entry.Key).Except(pipelines.SelectMany(pipeline => pipeline.Receivers))) yield return $"receivers: {id} is in no pipeline";
        foreach (var id in config.Fields("processors").Select(entry => entry.Key).Except(pipelines.SelectMany(pipeline => pipeline.Processors))) yield return $"processors: {id} is in no pipeline";
        foreach (var id in config.Fields("exporters").Select(entry => entry.Key).Except(pipelines.SelectMany(pipeline => pipeline.Exporters))) yield return $"exporters: {id} is in no pipeline";
    }

    private static IEnumerable<string> Connectors(JsonObject config, List<Pipeline> pipelines)
    {
        foreach (var id in config.Fields("connectors").Select(entry => entry.Key))
        {
            var (sources, targets) = (pipelines.Where(pipeline => pipeline.Exporters.Contains(id)).ToList(), pipelines.Where(pipeline => pipeline.Receivers.Contains(id)).ToList());
            if (sources.Count == 0) yield return $"connectors: {id} is no pipeline's exporter";
            if (targets.Count == 0) yield return $"connectors: {id} is no pipeline's receiver";
            var signals = CollectorOptions.Components.GetValueOrDefault($"connectors/{TypeOf(id)}")?.Signals ?? [];
            foreach (var (left, right) in from left in sources from right in targets select (left, right))
                if (!signals.Contains($"{left.Signal}>{right.Signal}")) yield return $"connectors: {id} makes no {right.Signal} of {left.Signal}";
        }
    }

    private static IEnumerable<string> OfExtensions(JsonObject config)
    {
        var started = config.Items("service", "extensions").Select(id => id.ToString()).ToList();
        var defined = config.Fields("extensions").Select(entry => entry.Key).ToList();
        foreach (var id in started.Except(defined)) yield return $"service: extensions has no {id}";
        foreach (var id in defined.Except(started)) yield return $"extensions: {id} is not started";
        if (!started.Contains("health_check")) yield return "service: health_check is not started";
        foreach (var id in Storage().Matches(config.ToJsonString()).Select(match => match.Groups[1].Value).Distinct().Except(started))
            yield return $"the storage {id} is not started";
    }

    // A policy without the section of its type keeps nothing.
    private static IEnumerable<string> OfPolicies(JsonObject config) =>
        from processor in config.Fields("processors")
        from policy in processor.Value.Items("policies").Concat(processor.Value.Items("policies").SelectMany(policy => policy.Items("and", "and_sub_policy")))
        where policy.At(policy.Text("type") ?? "") is null
        select $"processors: {processor.Key}: the policy {policy.Text("name")} has no {policy.Text("type")}";

    private static string TypeOf(string id) => id.Split('/')[0];

    private sealed record Pipeline(string Name, JsonNode? Json)
    {
        public string Signal => TypeOf(Name);

        public List<string> Receivers { get; } = [.. Json.Items("receivers").Select(id => id.ToString())];

        public List<string> Processors { get; } = [.. Json.Items("processors").Select(id => id.ToString())];

        public List<string> Exporters { get; } = [.. Json.Items("exporters").Select(id => id.ToString())];

        public override string ToString() => $"pipeline {Name}";
    }

    [GeneratedRegex(@"\$\{env:([A-Z0-9_]+)\}")]
    private static partial Regex Variable();

    [GeneratedRegex("\"storage\":\"([^\"]+)\"")]
    private static partial Regex Storage();
}
