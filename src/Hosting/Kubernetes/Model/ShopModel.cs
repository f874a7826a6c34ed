using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Kubernetes.Output;

namespace OtelShop.Hosting.Kubernetes.Model;

/// <summary>The app model as Kubernetes sees it.</summary>
internal sealed record ShopModel(KubernetesEnvironmentResource Environment, IReadOnlyList<Workload> Workloads, IReadOnlyList<BackingService> Backing)
{
    /// <summary>Every connection, each once.</summary>
    public IReadOnlyList<Edge> Edges { get; } = [.. Workloads.SelectMany(workload => workload.Edges).Distinct()];

    /// <summary>Connections of the shop, and those of the smoke test.</summary>
    public IEnumerable<Edge> EdgesOf(Variant variant) => Edges.Concat(SmokeTestedPorts(variant));

    /// <summary>What the smoke test of a new version connects to.</summary>
    public IReadOnlyList<Edge> SmokeTestedPorts(Variant variant) =>
        [.. Workloads.Where(workload => DeliveryObjects.IsBlueGreen(workload, variant.Delivery)).Select(workload => new Edge(SmokeTest.Name, workload.Name, CalledPort(workload)!.Number))];

    /// <summary>The port that the gateway or other workloads call. Null when there is none.</summary>
    public WorkloadPort? CalledPort(Workload workload) =>
        workload.Ports.FirstOrDefault(port => port.IsExternal || Edges.Any(edge => edge.To == workload.Name && edge.Port == port.Number));

    /// <exception cref="DistributedApplicationException">The model cannot run on Kubernetes.</exception>
    public ShopModel Validated()
    {
        if (Environment.Stages.Count == 0)
            throw new DistributedApplicationException($"The Kubernetes environment '{Environment.Name}' has no stage: add one with WithStage.");
        ValidateNames();
        foreach (var workload in Workloads)
            Validate(workload);
        foreach (var edge in Edges)
        {
            var exists = Workloads.Any(target => target.Name == edge.To && target.Ports.Any(port => port.Number == edge.Port))
                || Backing.Any(target => target.Name == edge.To && target.Port == edge.Port);
            if (!exists)
                throw new DistributedApplicationException($"{edge.From} refers to {edge.To}:{edge.Port}, which is not published: publish {edge.To}, or take the reference away.");
        }

        return this;
    }

    private void ValidateNames()
    {
        string[] resources = [.. Workloads.Select(workload => workload.Name), .. Backing.Select(backing => backing.Name)];
        if (resources.FirstOrDefault(ValueNames.IsReserved) is { } reserved)
            throw new DistributedApplicationException($"The resource '{reserved}' has the name of a value of the chart: give it another.");
        string[] names = [.. resources, .. Environment.Stages.Select(stage => stage.Name), Labels.Shop, Environment.CollectorNamespace, Environment.PrometheusNamespace];
        if (Environment.Stages.FirstOrDefault(stage => names.Any(name => name.Contains(stage.Namespace, StringComparison.Ordinal))) is { } part)
            throw new DistributedApplicationException(
                $"The namespace '{part.Namespace}' of stage '{part.Name}' is part of other names, so that the chart cannot tell them apart: call it {Labels.Shop}-{part.Name}.");
    }

    private void Validate(Workload workload)
    {
        if (workload.Ports.GroupBy(port => port.Number).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new DistributedApplicationException(
                $"The endpoints {string.Join(" and ", twice.Select(port => $"'{port.Name}'"))} of {workload.Name} have the same port {twice.Key}: give each its own in appsettings.json.");
        if (workload.Options.ProbeEndpoint is { } probe && workload.Port(probe) is null)
            throw new DistributedApplicationException($"{workload.Name} has no endpoint '{probe}' to probe.");
        if (workload.Options.MetricsEndpoint is { } metrics && workload.Port(metrics) is null)
            throw new DistributedApplicationException($"{workload.Name} has no endpoint '{metrics}' for metrics.");
        if (workload.Options.IsBlueGreen && (!DeliveryObjects.Delivers(workload) || CalledPort(workload) is not { IsHttp2: false, IsTcp: false }))
            throw new DistributedApplicationException(
                $"{workload.Name} cannot be switched as a whole, because the smoke test needs a stateless service with an HTTP/1.1 endpoint that is called: leave out {nameof(KubernetesService.IsBlueGreen)}.");
        if (workload.Options.Lag is not null && workload.Backing.OfType<KafkaService>().Count() != 1)
            throw new DistributedApplicationException($"{workload.Name} scales on Kafka lag but does not refer to exactly one broker: add WithReference.");
        if (workload.Config.Concat(workload.Composed).FirstOrDefault(variable => LiteralSecret.Is(variable.Key, variable.Value)) is { Key: { } secret })
            throw new DistributedApplicationException(
                $"{workload.Name} has a literal secret in the variable {secret}: pass AddParameter(\"NAME\", secret: true) to WithEnvironment instead.");
    }
}
