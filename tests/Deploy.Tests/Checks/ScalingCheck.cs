using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Autoscalers and disruption budgets: one autoscaler rules a workload alone, and no budget stops the drain of a node.</summary>
internal sealed class ScalingCheck
{
    private readonly IReadOnlyList<KubernetesObject> _objects;
    private readonly IReadOnlyList<Workload> _workloads;
    private readonly IReadOnlyList<ScalingRange> _ranges;

    private ScalingCheck(IReadOnlyList<KubernetesObject> objects)
    {
        _objects = objects;
        _workloads = [.. Workload.Of(objects).Where(workload => workload.IsService)];
        _ranges = [.. _workloads.Select(workload => ScalingRange.Of(workload, objects))];
    }

    public static IEnumerable<string> OfAutoscalers(IReadOnlyList<KubernetesObject> objects)
    {
        var check = new ScalingCheck(objects);
        return [.. check.Scalers().SelectMany(scaler => check.OfScaler(scaler).Select(fault => $"{scaler}: {fault}")),
            .. check._ranges.Where(range => range.Scalers.Count > 1).Select(range => $"{range.Workload}: {string.Join(" and ", range.Scalers)} scale it")];
    }

    public static IEnumerable<string> OfBudgets(IReadOnlyList<KubernetesObject> objects)
    {
        var check = new ScalingCheck(objects);
        var budgets = objects.Where(item => item.Kind == "PodDisruptionBudget").ToList();
        return [.. budgets.SelectMany(budget => check.OfBudget(budget).Select(fault => $"{budget}: {fault}")),
            // The eviction API refuses a pod with two budgets.
            .. check._workloads.Where(workload => budgets.Count(budget => Selects(budget, workload)) > 1).Select(workload => $"{workload}: has more than one PodDisruptionBudget")];
    }

    private IEnumerable<KubernetesObject> Scalers() => _objects.Where(ScalingRange.IsScaler);

    private IEnumerable<string> OfScaler(KubernetesObject scaler)
    {
        if (_ranges.FirstOrDefault(range => range.Scalers.Contains(scaler)) is not { } range)
        {
            yield return $"its target {scaler.Spec.Text("scaleTargetRef", "name")} is not there";
            yield break;
        }

        if (range.Workload.Object.Spec.At("replicas") is not null) yield return $"{range.Workload} sets replicas, which each apply would reset";
        if (range.Minimum > range.Maximum) yield return $"the minimum {range.Minimum} is above the maximum {range.Maximum}";
        // A share of a request needs the request.
        foreach (var resource in scaler.Spec.Items("metrics").Where(metric => metric.Text("type") == "Resource").Select(metric => metric.Text("resource", "name")!))
            foreach (var container in range.Workload.Containers.Where(container => container.At("resources", "requests", resource) is null))
                yield return $"container {container.Text("name")} requests no {resource}";
    }

    private IEnumerable<string> OfBudget(KubernetesObject budget)
    {
        var selected = _ranges.Where(range => Selects(budget, range.Workload)).ToList();
        if (selected.Count == 0) yield return "selects no pod";
        foreach (var range in selected)
        {
            var fewest = Math.Max(range.Minimum, 1);
            if (budget.Spec.At("minAvailable") is { } available && Share(available, fewest) >= fewest)
                yield return $"minAvailable {available} blocks a drain while {range.Workload} has its minimum of {fewest}";
            if (budget.Spec.At("maxUnavailable") is { } unavailable && Share(unavailable, fewest) < 1)
                yield return $"maxUnavailable {unavailable} blocks every drain";
        }
    }

    private static bool Selects(KubernetesObject budget, Workload workload) =>
        budget.Namespace == workload.Namespace && LabelSelector.Matches(budget.Spec.At("selector"), workload.Labels);

    // Both fields of a budget round up.
    private static int Share(JsonNode value, int replicas) =>
        value.ToString() is var text && text.EndsWith('%') ? (int)Math.Ceiling(replicas * decimal.Parse(text[..^1]) / 100) : int.Parse(text);
}

/// <summary>How many pods a workload has at least and at most.</summary>
internal sealed record ScalingRange(Workload Workload, int Minimum, int Maximum, IReadOnlyList<KubernetesObject> Scalers)
{
    public static bool IsScaler(KubernetesObject item) => item.Kind is "HorizontalPodAutoscaler" or "ScaledObject";

    public static ScalingRange Of(Workload workload, IEnumerable<KubernetesObject> objects)
    {
        var scalers = objects.Where(item => IsScaler(item) && item.Namespace == workload.Namespace && item.Spec.Text("scaleTargetRef", "name") == workload.Name
            && (item.Spec.Text("scaleTargetRef", "kind") ?? "Deployment") == workload.Kind).ToList();
        var fixedCount = workload.Object.Spec.Number("replicas") ?? workload.Object.Spec.Number("parallelism") ?? 1;
        return scalers.FirstOrDefault() switch
        {
            null => new ScalingRange(workload, fixedCount, fixedCount, scalers),
            // The defaults are those of the two APIs.
            { Kind: "ScaledObject", Spec: var spec } => new ScalingRange(workload, spec.Number("minReplicaCount") ?? 0, spec.Number("maxReplicaCount") ?? 100, scalers),
            { Spec: var spec } => new ScalingRange(workload, spec.Number("minReplicas") ?? 1, spec.Number("maxReplicas") ?? 1, scalers),
        };
    }
}
