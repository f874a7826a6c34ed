using Aspire.Hosting.Eventing;
using Aspire.Hosting.Local.Containers;
using Aspire.Hosting.Local.Data;
using Aspire.Hosting.Local.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local.Orchestration;

/// <summary>What every runner of one host shares, from the moment when the host has its data directory.</summary>
internal sealed class LocalServices(IServiceProvider provider, DataDirectory data, ProcessGuardian guardian)
{
    private const long LogFileBytes = 10 * 1024 * 1024;
    private readonly ResourceLoggerService _logs = provider.GetRequiredService<ResourceLoggerService>();
    private readonly ILoggerFactory _loggers = provider.GetRequiredService<ILoggerFactory>();
    private readonly HashSet<IResource> _awaitedToComplete =
    [
        .. provider.GetRequiredService<DistributedApplicationModel>().Resources
            .SelectMany(resource => resource.Annotations.OfType<WaitAnnotation>())
            .Where(wait => wait.WaitType == WaitType.WaitForCompletion)
            .Select(wait => wait.Resource),
    ];

    public IServiceProvider Provider => provider;

    public ProcessGuardian Guardian => guardian;

    public TimeProvider Time { get; } = provider.GetRequiredService<TimeProvider>();

    public IDistributedApplicationEventing Eventing { get; } = provider.GetRequiredService<IDistributedApplicationEventing>();

    public ResourceNotificationService Notifications { get; } = provider.GetRequiredService<ResourceNotificationService>();

    public Announcements Announcements { get; } = provider.GetRequiredService<Announcements>();

    public HealthMonitor Monitor { get; } = provider.GetRequiredService<HealthMonitor>();

    public ILogger Logger<T>() => _loggers.CreateLogger<T>();

    public ILogger ResourceLogger(string id) => _logs.GetLogger(id);

    public DataDirectory Data => data;

    public InstanceLog OpenLog(string id)
    {
        var path = Path.Combine(data.Logs, id + ".log");
        return new InstanceLog(_logs.Of(id), new RotatingLogFile(path, LogFileBytes, Time), path);
    }

    /// <summary>Whether another resource waits for this one to do its work and end; its failure is then final.</summary>
    public bool IsAwaitedToComplete(IResource resource) => _awaitedToComplete.Contains(resource);

    /// <summary>Tells that a resource is healthy for the first time since its start.</summary>
    public async Task PublishReadyAsync(IResource resource, InstanceStatus status, CancellationToken cancellationToken)
    {
        var callbacks = Eventing.PublishAsync(new ResourceReadyEvent(resource, provider), cancellationToken);
        await status.ReadyAsync(callbacks);
        try
        {
            await callbacks;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // A callback is code of the model's author; its failure must not end the process that it is about.
            Logger<ResourceReadyEvent>().CallbackFailed(error, status.Id, nameof(ResourceReadyEvent));
        }
    }

    public Task PublishStoppedAsync(IResource resource, InstanceStatus status) => status.CurrentEvent is { } current
        ? Eventing.PublishAsync(new ResourceStoppedEvent(resource, provider, current), CancellationToken.None)
        : Task.CompletedTask;

    /// <summary>Makes sure that nothing is left of a container whose process has ended.</summary>
    public async Task RemoveAsync(ContainerHandle container)
    {
        var command = new ProcessCommand(container.Runtime, ["rm", "--force", "--volumes", container.Name], "/");
        await ChildProcess.Start(command, guardian, (_, _) => { }).Exited;
        guardian.ForgetContainer(container.Name);
    }
}
