using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Local.Orchestration;

/// <summary>The events of the start, in Aspire's order, and the states of resources that have no process.</summary>
internal sealed class Announcements(
    IServiceProvider provider,
    IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    DistributedApplicationExecutionContext execution,
    TimeProvider time)
{
    /// <summary>Every endpoint has its address; whatever has no process is there or will never be.</summary>
    public async Task InitializedAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken)
    {
        foreach (var resource in resources)
        {
            await eventing.PublishAsync(new InitializeResourceEvent(resource, eventing, logs, notifications, provider), cancellationToken);
            if (resource is IResourceWithEndpoints)
                await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, provider), cancellationToken);
            var status = new InstanceStatus(resource, resource.Name, notifications, time);
            if (resource is ParameterResource parameter)
                await ShowParameterAsync(parameter, status, cancellationToken);
            else if (resource is IResourceWithoutLifetime)
                await ShowLifelessAsync(resource, status, cancellationToken);
            else if (status.Current is null && resource.GetReplicaCount() == 1)
                await status.KnownAsync();
            await ShowAddressesAsync(resource, status, cancellationToken);
        }
    }

    public Task CreatedAsync(DistributedApplicationModel model, CancellationToken cancellationToken) =>
        eventing.PublishAsync(new AfterResourcesCreatedEvent(provider, model), cancellationToken);

    private async Task ShowParameterAsync(ParameterResource parameter, InstanceStatus status, CancellationToken cancellationToken)
    {
        try
        {
            await status.ParameterAsync(parameter, await parameter.GetValueAsync(cancellationToken) ?? "");
            await status.StateAsync(KnownResourceStates.Running, KnownResourceStateStyles.Success);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Whoever needs the value fails with the same reason, and names itself.
            await status.StateAsync(LocalStates.ValueMissing, KnownResourceStateStyles.Warn);
            logs.Of(parameter.Name).Add(error.Message, isError: true);
        }
    }

    /// <summary>The addresses that the AppHost's author wants to be seen, and the connection string.</summary>
    private async Task ShowAddressesAsync(IResource resource, InstanceStatus status, CancellationToken cancellationToken)
    {
        try
        {
            if (resource.GetReplicaCount() == 1 && (resource.HasAnnotationOfType<ResourceUrlAnnotation>() || resource.HasAnnotationOfType<ResourceUrlsCallbackAnnotation>()))
            {
                var urls = await ResourceUrlEvaluation.EvaluateAsync(resource, execution, cancellationToken);
                await status.UrlsAsync([.. urls.OrderByDescending(url => url.DisplayOrder ?? 0).Select(EndpointAllocation.Url)]);
            }

            if (resource is IResourceWithConnectionString reachable)
            {
                var context = new ValueProviderContext { ExecutionContext = execution };
                if (await ShownText.OfAsync(reachable, "?", context, cancellationToken) is { } shown)
                    await status.ReachableAsync(shown);
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // What is only shown keeps nothing from running.
            logs.Of(resource.Name).Add(error.Message, isError: true);
        }
    }

    private async Task ShowLifelessAsync(IResource resource, InstanceStatus status, CancellationToken cancellationToken)
    {
        try
        {
            if (resource is IValueProvider value)
                await value.GetValueAsync(cancellationToken);
            await status.StateAsync(KnownResourceStates.Running, KnownResourceStateStyles.Success);
            await status.ReadyAsync(Task.CompletedTask);
        }
        catch (DistributedApplicationException error)
        {
            await status.EndedAsync(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error, exitCode: null);
            logs.Of(resource.Name).Add(error.Message, isError: true);
        }
    }
}
