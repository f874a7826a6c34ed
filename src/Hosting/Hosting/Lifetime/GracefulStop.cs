using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using OtelShop.Hosting.Processes;

namespace OtelShop.Hosting.Lifetime;

/// <summary>Ends services before what they use, while the dashboard still takes their last telemetry. DCP would end all at once, the dashboard first.</summary>
/// <remarks>A service that finds no dashboard tries to export for 5 seconds more, and PostgreSQL waits for its clients.</remarks>
internal sealed class GracefulStop(
    DistributedApplicationModel model, ResourceNotificationService notifications, TimeProvider time, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private List<int> _controllers = [];

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _controllers = ControllersOf(Environment.ProcessId);
        var running = model.Resources.Where(resource => resource.HasAnnotationOfType<RestartAnnotation>()).ToLookup(resource => resource.HasAnnotationOfType<BackingProcessAnnotation>());
        await EndAsync(running[false], cancellationToken);
        await EndAsync(running[true], cancellationToken);
    }

    /// <summary>Lets a signal during the start end what runs already: the host then cancels the start without stopping anything, and DCP may leave services behind.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() =>
        {
            if (!lifetime.ApplicationStarted.IsCancellationRequested)
                StoppingAsync(CancellationToken.None).GetAwaiter().GetResult();
        });
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends DCP's controllers, which need 2 seconds more when nothing is left for them to stop.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (!model.Resources.Any(resource => resource is ContainerResource && resource.HasAnnotationOfType<ContainerImageAnnotation>() || IsRunning(resource.Name)))
            foreach (var controller in _controllers)
                ProcessSignal.Send(controller, ProcessSignal.Kill);
        return Task.CompletedTask;
    }

    // DCP's API server watches the AppHost, and the controllers are its child.
    private static List<int> ControllersOf(int appHost) =>
    [
        .. from server in ProcessSignal.Find($"start-apiserver\0--monitor\0{appHost}\0")
           from controllers in ProcessSignal.Find("dcp\0run-controllers\0")
           where ProcessSignal.ParentOf(controllers) == server
           select controllers,
    ];

    private async Task EndAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken)
    {
        var signalled = resources.Select(resource => (resource.Name, Signal: SignalOf(resource))).Where(resource => IsRunning(resource.Name)).ToList();
        foreach (var (name, signal) in signalled)
            ProcessSignal.Send(ProcessId(name), signal);
        var start = time.GetTimestamp();
        while (signalled.Any(resource => ProcessSignal.IsAlive(ProcessId(resource.Name))) && time.GetElapsedTime(start) < Grace)
            await Task.Delay(Interval, time, cancellationToken);
    }

    // PostgreSQL's fast shutdown; SIGTERM would wait until every client has gone.
    private static int SignalOf(IResource resource) =>
        resource.TryGetLastAnnotation<BackingProcessAnnotation>(out var backing) && backing.Server is PostgresServerResource ? ProcessSignal.Interrupt : ProcessSignal.Terminate;

    private bool IsRunning(string name) => ProcessId(name) is not 0 && ProcessSignal.IsAlive(ProcessId(name));

    private int ProcessId(string name) =>
        notifications.TryGetCurrentState(name, out var current)
        && current.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is int id ? id : 0;
}
