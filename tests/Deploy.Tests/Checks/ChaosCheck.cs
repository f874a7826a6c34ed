using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Experiments hit pods of their stage alone, and end by themselves.</summary>
internal static class ChaosCheck
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    /// <param name="experiments">Objects of Chaos Mesh.</param>
    /// <param name="shop">What is deployed in the stage.</param>
    /// <param name="space">Namespace of the stage.</param>
    public static IEnumerable<string> Check(IEnumerable<KubernetesObject> experiments, IEnumerable<KubernetesObject> shop, string space)
    {
        var pods = Workload.Of(shop).Where(workload => workload.IsService).ToList();
        foreach (var experiment in experiments)
        {
            if (experiment.Namespace != space) yield return $"{experiment}: is in {experiment.Namespace}, not in {space}";
            if (DurationOf(experiment) is not { } duration || duration > Longest) yield return $"{experiment}: does not end within {Longest.TotalMinutes} minutes";
            foreach (var selector in (JsonNode?[])[experiment.Spec.At("selector"), .. experiment.Spec.At("target") is { } target ? (JsonNode?[])[target.At("selector")] : []])
            {
                if (!selector.Items("namespaces").Select(name => name.ToString()).SequenceEqual([space])) yield return $"{experiment}: selects pods of other namespaces";
                var selected = pods.Where(pod => LabelSelector.MatchesLabels(selector.At("labelSelectors"), pod.Labels)).Select(pod => pod.Name).Distinct().ToList();
                if (selected.Count != 1) yield return $"{experiment}: selects {(selected.Count == 0 ? "no pod" : string.Join(" and ", selected))}";
                else if (selector == experiment.Spec.At("selector") && experiment.Spec.Items("containerNames").FirstOrDefault(name => pods.First(pod => pod.Name == selected[0]).Containers.All(container => container.Text("name") != name.ToString())) is { } missing)
                    yield return $"{experiment}: {selected[0]} has no container {missing}";
            }
        }
    }

    /// <summary>Null where it has none.</summary>
    public static TimeSpan? DurationOf(KubernetesObject experiment) => experiment.Spec.Text("duration") is [.. var number, var unit] && int.TryParse(number, out var count)
        ? unit switch { 's' => TimeSpan.FromSeconds(count), 'm' => TimeSpan.FromMinutes(count), _ => null }
        : null;
}
