using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Monitoring.Slo;

namespace OtelShop.Hosting.Kubernetes.Chaos;

/// <summary>The experiments of a stage: three for each call, three for each service.</summary>
internal sealed class Experiments(ShopModel shop, KubernetesStage stage)
{
    private const string BurnFast = "ErrorBudgetBurnFast";
    private const string Unreachable = "DependencyUnreachable";

    // Longer than the windows of the alerts that they are to fire.
    private const string Short = "5m";
    private const string Long = "20m";

    public IEnumerable<Experiment> All() => [.. OfCalls(), .. OfServices()];

    private IEnumerable<Experiment> OfCalls()
    {
        foreach (var workload in Own)
            foreach (var target in workload.Edges.Select(edge => TargetOf(edge.To)).Distinct())
            {
                yield return Network("delay", workload, target, new { latency = "2s", jitter = "200ms", correlation = "0" }, SlowedBy(workload, target));
                yield return Network("loss", workload, target, new { loss = "50", correlation = "0" }, SlowedBy(workload, target));
                yield return Network("partition", workload, target, null, StoppedBy(workload, target));
            }
    }

    private IEnumerable<Experiment> OfServices()
    {
        foreach (var workload in Own)
        {
            // Replicas take over, or the pod is back before anything is noticed.
            yield return new Experiment("PodChaos", $"kill-{workload.Name}", workload.Name, new { action = "pod-kill", mode = "one", gracePeriod = 0, selector = Select(workload.Name), duration = Short }, null);
            yield return Stress("cpu", workload, new { cpu = new { workers = 1, load = 100 } }, Short, Burning(workload));
            // With what the process holds, 80 to 95 % of the limit, which is twice the request.
            yield return Stress("memory", workload, new { memory = new { workers = 1, size = $"{workload.Options.MemoryMebibytes * 11 / 10}MB" } }, Long, new PromisedAlert("MemorySaturated", workload.Name));
        }
    }

    private IEnumerable<Workload> Own => shop.Workloads.Where(workload => workload.PublicImage is null);

    private Experiment Network(string action, Workload caller, Target target, object? values, PromisedAlert? alert)
    {
        var spec = new Dictionary<string, object> { ["action"] = action, ["mode"] = "all", ["selector"] = Select(caller.Name), ["direction"] = "to", ["duration"] = Short };
        if (values is not null)
            spec[action] = values;
        if (target.Subnet is null)
            spec["target"] = new { mode = "all", selector = Select(target.Name) };
        else
            spec["externalTargets"] = new[] { target.Subnet };
        return new Experiment("NetworkChaos", $"{action}-{caller.Name}-to-{target.Name}", caller.Name, spec, alert);
    }

    private Experiment Stress(string what, Workload workload, object stressors, string duration, PromisedAlert? alert) => new(
        "StressChaos", $"{what}-{workload.Name}", workload.Name, new { mode = "one", containerNames = new[] { workload.Name }, selector = Select(workload.Name), stressors, duration }, alert);

    private object Select(string name) => new { namespaces = new[] { stage.Namespace }, labelSelectors = Labels.Selector(name) };

    // Managed services have no pods: the subnet of their private endpoints is cut off as a whole.
    private Target TargetOf(string name) => stage.Home is KubernetesHome.Azure && shop.Backing.Any(backing => backing.Name == name)
        ? new Target("data", NetworkPolicies.AzureDataSubnet)
        : new Target(name, null);

    private bool IsData(Target target) => target.Subnet is not null || shop.Backing.Any(backing => backing.Name == target.Name);

    // The shop sells without what is not critical, and flags have defaults.
    private bool IsNeeded(Target target) => IsData(target) || shop.Workloads.Any(workload => workload.Name == target.Name && workload.Options.IsCritical);

    // Events wait in the outbox, so that nothing that a shopper waits for is slow with Kafka.
    private PromisedAlert? SlowedBy(Workload caller, Target target) =>
        IsNeeded(target) && !caller.Backing.Any(backing => backing is KafkaService && backing.Name == target.Name) ? Burning(caller) : null;

    private PromisedAlert? StoppedBy(Workload caller, Target target) => (target.Subnet, shop.Backing.Any(backing => backing.Name == target.Name)) switch
    {
        (null, true) => new PromisedAlert(Unreachable, target.Name),
        ({ }, _) => new PromisedAlert(Unreachable, caller.Backing[0].Name),
        _ => SlowedBy(caller, target),
    };

    private static PromisedAlert? Burning(Workload workload) => workload.Resource.HasAnnotationOfType<ServiceSlo>() ? new PromisedAlert(BurnFast, workload.Name) : null;

    private sealed record Target(string Name, string? Subnet);
}
