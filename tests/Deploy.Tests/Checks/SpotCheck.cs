namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Spot nodes may end at any time: only services that an order can do without prefer them, and each runs elsewhere when there are none.</summary>
internal static class SpotCheck
{
    private const string Label = "kubernetes.azure.com/scalesetpriority";

    /// <param name="objects">The shop in a stage.</param>
    /// <param name="isUsed">Whether the stage moves services there.</param>
    public static IEnumerable<string> Of(IEnumerable<KubernetesObject> objects, bool isUsed)
    {
        foreach (var workload in Workload.Of(objects).Where(workload => workload.IsService))
        {
            var suits = isUsed && workload.Kind is "Deployment" or "Rollout" && workload.Pod.Text("priorityClassName") == "otelshop-standard";
            var node = workload.Pod.At("affinity", "nodeAffinity");
            if (workload.Pod.Items("tolerations").Any(toleration => toleration.Text("key") is Label or null) != suits)
                yield return $"{workload}: {(suits ? "does not tolerate" : "tolerates")} spot nodes";
            if (node.Items("preferredDuringSchedulingIgnoredDuringExecution").Any(term => term.ToJsonString().Contains(Label, StringComparison.Ordinal)) != suits)
                yield return $"{workload}: {(suits ? "does not prefer" : "prefers")} spot nodes";
            if (node.At("requiredDuringSchedulingIgnoredDuringExecution") is not null || workload.Pod.At("nodeSelector", Label) is not null)
                yield return $"{workload}: has no node without spot nodes";
        }
    }
}
