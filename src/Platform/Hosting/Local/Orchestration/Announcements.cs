using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Local.Orchestration;

/// <summary>The events of the start, in Aspire's order, and the states of resources that have no process.</summary>
internal sealed class Announcements(
    IServiceProvider provider, IDistributedApplicationEventing eventing, ResourceNotificationService notifications, ResourceLoggerService logs, TimeProvider time)
{
    /// <summary>Every endpoint has its address; whatever has no process is there or will never be.</summary>
    public async Task InitializedAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken)
    {
        foreach (var resource in resources)
        {
            await eventing.PublishAsync(new InitializeResourceEvent(resource, eventing, logs, notifications, provider), cancellationToken);
            if (resource is IResourceWithEndpoints)
                await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, provider), cancellationToken);
            if (resource is IResourceWithoutLifetime and not ParameterResource)
                await ShowLifelessAsync(resource, cancellationToken);
        }
    }

    public Task CreatedAsync(DistributedApplicationModel model, CancellationToken cancellationToken) =>
        eventing.PublishAsync(new AfterResourcesCreatedEvent(provider, model), cancellationToken);

    private async Task ShowLifelessAsync(IResource resource, CancellationToken cancellationToken)
    {
        var status = new InstanceStatus(resource, resource.Name, notifications, time);
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
