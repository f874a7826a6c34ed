using System.Collections.Immutable;
using Aspire.Hosting.Local.Realizations;

namespace Aspire.Hosting.Local.Orchestration;

/// <summary>Starts and stops all copies of one resource, after everything that it waits for.</summary>
internal sealed class ResourceRunner : IDisposable
{
    private readonly IResource _resource;
    private readonly LocalServices _local;
    private readonly Lock _gate = new();
    private readonly ImmutableArray<(InstanceStatus Status, InstanceRunner Runner)> _instances;
    private CancellationTokenSource _stopping = new();
    private CancellationTokenSource _waitingOver = new();
    private Task _run = Task.CompletedTask;

    public ResourceRunner(IResource resource, ImmutableArray<ResourceInstance> instances, IRealization realization, LocalServices local)
    {
        _resource = resource;
        _local = local;
        StopsLast = realization.StopsLast;
        _instances =
        [
            .. instances.Select(instance =>
            {
                var id = instances.Length == 1 ? resource.Name : $"{resource.Name}-{instance.Id}";
                var status = new InstanceStatus(resource, id, local.Notifications, local.Time);
                _ = status.AllocatedAsync(EndpointAllocation.Urls(resource, instance));
                return (status, new InstanceRunner(resource, instance, status, realization, local));
            }),
        ];
    }

    public bool StopsLast { get; }

    /// <summary>Starts it, or tells that it is there and waits for somebody to start it.</summary>
    public Task BeginAsync()
    {
        if (_resource.Annotations.OfType<ExplicitStartupAnnotation>().Any())
            return Task.WhenAll(_instances.Select(instance => instance.Status.StateAsync(KnownResourceStates.NotStarted)));
        Start();
        return Task.CompletedTask;
    }

    /// <summary>Starts it, unless it runs. One that waits for another resource waits no longer.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (!_run.IsCompleted)
            {
                _waitingOver.Cancel();
                return;
            }

            _waitingOver.Dispose();
            _stopping.Dispose();
            _stopping = new CancellationTokenSource();
            _waitingOver = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            _run = Task.Run(() => RunAsync(_waitingOver.Token, _stopping.Token));
        }
    }

    /// <summary>Stops it. Returns when nothing of it is left.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _stopping.Cancel();
            return _run;
        }
    }

    /// <summary>Lets go of the logs. The resource is stopped by then.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
        _waitingOver.Dispose();
        foreach (var (_, runner) in _instances)
            runner.Close();
    }

    private async Task RunAsync(CancellationToken waitingOver, CancellationToken stopping)
    {
        try
        {
            if (_resource is IResourceWithConnectionString)
                await _local.Eventing.PublishAsync(new ConnectionStringAvailableEvent(_resource, _local.Provider), stopping);
            await WaitAsync(waitingOver, stopping);
        }
        catch (OperationCanceledException)
        {
            // Told to stop; or the host stops, which ends every wait a moment before this resource is told.
            await Task.WhenAll(_instances.Select(instance =>
                instance.Status.EndedAsync(KnownResourceStates.Exited, KnownResourceStateStyles.Info, exitCode: null)));
            return;
        }
        catch (Exception error)
        {
            // Event callbacks are code of the model's author: whatever they throw is the reason why this resource cannot start.
            await Task.WhenAll(_instances.Select(instance => instance.Runner.FailToStartAsync(error.Message)));
            return;
        }

        await Task.WhenAll(_instances.Select(instance => instance.Runner.RunAsync(stopping)));
    }

    private async Task WaitAsync(CancellationToken waitingOver, CancellationToken stopping)
    {
        if (_resource.Annotations.OfType<WaitAnnotation>().Any())
            await Task.WhenAll(_instances.Select(instance => instance.Status.StateAsync(KnownResourceStates.Waiting, KnownResourceStateStyles.Info)));
        await _local.Eventing.PublishAsync(new BeforeResourceStartedEvent(_resource, _local.Provider), stopping);
        try
        {
            await _local.Notifications.WaitForDependenciesAsync(_resource, waitingOver);
        }
        catch (OperationCanceledException) when (waitingOver.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            // Somebody did not want to wait any longer.
        }
    }
}
