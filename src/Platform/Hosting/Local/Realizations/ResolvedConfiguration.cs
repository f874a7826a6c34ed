using Aspire.Hosting.Local.Orchestration;

namespace Aspire.Hosting.Local.Realizations;

/// <summary>Arguments and variables of one copy of a resource, as the model describes them.</summary>
internal sealed class ResolvedConfiguration(DistributedApplicationExecutionContext execution, DistributedApplicationModel model)
{
    private const string DiscoveryPrefix = "services__";

    public Task<List<EvaluatedText>> ArgumentsAsync(InstanceContext instance, NetworkIdentifier? network, CancellationToken cancellationToken) =>
        ResourceEvaluation.ArgumentsAsync(instance.Resource, ContextOf(instance, network), instance.Logger, cancellationToken);

    public Task<List<string>> ContainerRuntimeArgumentsAsync(InstanceContext instance, CancellationToken cancellationToken) =>
        ResourceEvaluation.ContainerRuntimeArgumentsAsync(
            instance.Resource, ContextOf(instance, KnownNetworkIdentifiers.DefaultAspireContainerNetwork), cancellationToken);

    public async Task<Dictionary<string, EvaluatedText>> EnvironmentAsync(
        InstanceContext instance, NetworkIdentifier? network, CancellationToken cancellationToken)
    {
        var environment = await ResourceEvaluation.EnvironmentAsync(
            instance.Resource, ContextOf(instance, network), instance.Logger, cancellationToken);
        AddReplicas(environment);
        return environment;
    }

    // There is no proxy in front of the copies of a service, so a caller is told the address of each.
    private void AddReplicas(Dictionary<string, EvaluatedText> environment)
    {
        foreach (var (first, others) in model.Resources.SelectMany(ReplicaAddresses.Of))
        {
            foreach (var key in environment.Where(entry => entry.Value.Text == first && entry.Key.StartsWith(DiscoveryPrefix, StringComparison.Ordinal)).Select(entry => entry.Key).ToList())
            {
                var prefix = key[..(key.LastIndexOf("__", StringComparison.Ordinal) + 2)];
                foreach (var (other, index) in others.Select((other, index) => (other, index)))
                    environment[prefix + NextIndex(environment, prefix, index)] = new EvaluatedText(other, other);
            }
        }
    }

    private static int NextIndex(Dictionary<string, EvaluatedText> environment, string prefix, int from)
    {
        var index = from;
        while (environment.ContainsKey(prefix + index))
            index++;
        return index;
    }

    private ValueProviderContext ContextOf(InstanceContext instance, NetworkIdentifier? network) => new()
    {
        ExecutionContext = execution,
        Caller = instance.Resource,
        Network = network,
        Instance = instance.Instance,
    };
}
