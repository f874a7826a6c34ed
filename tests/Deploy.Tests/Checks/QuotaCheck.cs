namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Whether the quota of a namespace holds its pods at their peak, and its limits every container.</summary>
internal static class QuotaCheck
{
    // A quota of twice the need would limit nothing.
    private const decimal Slack = 2;

    public static IEnumerable<string> Check(IReadOnlyList<KubernetesObject> objects)
    {
        if (objects.SingleOrDefault(item => item.Kind == "ResourceQuota")?.Spec is not { } quota || objects.SingleOrDefault(item => item.Kind == "LimitRange")?.Spec.Items("limits").First() is not { } limits)
        {
            yield return "the namespace has no quota or no limits";
            yield break;
        }

        var workloads = Workload.Of(objects.Where(item => !item.IsHook)).ToList();
        foreach (var resource in (string[])["cpu", "memory"])
        {
            foreach (var kind in (string[])["requests", "limits"])
            {
                // What a container leaves out, and a sidecar, is the default.
                var fallback = Quantity.Parse(limits.Text(kind == "requests" ? "defaultRequest" : "default", resource));
                var needed = workloads.Sum(workload => PeakOf(workload, objects) * (workload.Containers.Sum(container => container.Text("resources", kind, resource) is { } value ? Quantity.Parse(value) : fallback) + fallback));
                var hard = Quantity.Parse(quota.Text("hard", $"{kind}.{resource}"));
                if (needed > hard || hard > needed * Slack) yield return $"{kind}.{resource} is {hard} for {needed}";
            }

            var most = Quantity.Parse(limits.Text("max", resource));
            foreach (var workload in workloads)
                foreach (var container in workload.AllContainers.Where(container => Quantity.Parse(container.Text("resources", "limits", resource)) > most))
                    yield return $"{workload}: container {container.Text("name")} has a limit above the greatest of {resource}";
        }

        var (pods, claims) = (workloads.Sum(workload => PeakOf(workload, objects)), workloads.Sum(workload => workload.Object.Spec.Items("volumeClaimTemplates").Count()));
        if (pods > quota.Number("hard", "pods")) yield return $"there may be {quota.Text("hard", "pods")} pods, and there are {pods}";
        if (claims > quota.Number("hard", "persistentvolumeclaims")) yield return $"there may be {quota.Text("hard", "persistentvolumeclaims")} claims, and there are {claims}";
    }

    // A rolling Deployment has its surge.
    private static int PeakOf(Workload workload, IReadOnlyList<KubernetesObject> objects)
    {
        var peak = Capacity.PeakOf(workload, objects);
        return peak > 0 && workload.Kind == "Deployment" ? peak + (workload.Object.Spec.Number("strategy", "rollingUpdate", "maxSurge") ?? 0) : peak;
    }
}
