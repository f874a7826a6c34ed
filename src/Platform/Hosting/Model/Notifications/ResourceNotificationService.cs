using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the state of every resource, and tells whoever wants to know.</summary>
public sealed class ResourceNotificationService : IDisposable
{
    private readonly ILogger<ResourceNotificationService> _logger;
    private readonly ResourceLoggerService _resourceLoggers;
    private readonly IServiceProvider _services;
    private readonly WaitBehavior _defaultWaitBehavior;
    private readonly ConcurrentDictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<Channel<ResourceEvent>> _watchers = [];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly CancellationToken _stopping;

    /// <summary>Made by the host.</summary>
    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger,
        IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider,
        ResourceLoggerService resourceLoggerService)
    {
        ArgumentNullException.ThrowIfNull(hostApplicationLifetime);
        _logger = logger;
        _resourceLoggers = resourceLoggerService;
        _services = serviceProvider;
        _stopping = hostApplicationLifetime.ApplicationStopping;
        _defaultWaitBehavior =
            serviceProvider.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior ?? WaitBehavior.WaitOnResourceUnavailable;
    }

    /// <summary>Changes what is known about a resource of which there is one copy.</summary>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return PublishUpdateAsync(resource, resource.Name, stateFactory);
    }

    /// <summary>Changes what is known about one copy of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="resourceId">The copy.</param>
    /// <param name="stateFactory">Makes what is known now of what was known before. Called under a lock: it must be quick and must not publish.</param>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentException.ThrowIfNullOrWhiteSpace(resourceId);
        ArgumentNullException.ThrowIfNull(stateFactory);
        lock (_gate)
        {
            var before = _current.TryGetValue(resourceId, out var known) ? known.Snapshot : InitialSnapshot(resource);
            var change = new ResourceEvent(resource, resourceId, WithCommands(resource, stateFactory(before)));
            _current[resourceId] = change;
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(change);
            if (before.State?.Text != change.Snapshot.State?.Text)
                _logger.StateChanged(resourceId, before.State?.Text, change.Snapshot.State?.Text);
        }

        return Task.CompletedTask;
    }

    /// <summary>Everything that is known now, then every change, until cancelled or until the host stops.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        var channel = Channel.CreateUnbounded<ResourceEvent>(new() { SingleReader = true });
        lock (_gate)
        {
            foreach (var known in _current.Values)
                channel.Writer.TryWrite(known);
            _watchers.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(ended.Token).ConfigureAwait(false))
                yield return change;
        }
        finally
        {
            lock (_gate)
                _watchers.Remove(channel);
        }
    }

    /// <summary>What is known about a copy of a resource.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent) =>
        _current.TryGetValue(resourceId, out resourceEvent);

    /// <summary>Waits until a resource has a state. Null means <see cref="KnownResourceStates.Running"/>.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until a resource has one of several states, and tells which.</summary>
    public async Task<string> WaitForResourceAsync(
        string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = await WaitForResourceAsync(
            resourceName, e => e.Snapshot.State is { } state && states.Contains(state.Text), cancellationToken).ConfigureAwait(false);
        return found.Snapshot.State!.Text;
    }

    /// <summary>Waits until what is known about a resource meets a condition.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or the host stops.</exception>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(resourceName);
        ArgumentNullException.ThrowIfNull(predicate);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping);
        await foreach (var change in WatchAsync(ended.Token).ConfigureAwait(false))
        {
            if (string.Equals(change.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(change))
                return change;
        }

        throw new OperationCanceledException($"The application stopped before '{resourceName}' reached the state waited for.");
    }

    /// <summary>Waits until a resource is healthy and its ready callbacks have run.</summary>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, _defaultWaitBehavior, cancellationToken);

    /// <summary>Waits until a resource is healthy and its ready callbacks have run.</summary>
    /// <exception cref="DistributedApplicationException">The resource failed and <paramref name="waitBehavior"/> says not to wait longer.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var found = await WaitForResourceAsync(
            resourceName,
            e => IsReady(e.Snapshot) || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && IsUnavailable(e.Snapshot)),
            cancellationToken).ConfigureAwait(false);
        if (!IsReady(found.Snapshot))
            throw new DistributedApplicationException($"'{resourceName}' will not become healthy: {Describe(found.Snapshot)}.");

        await found.Snapshot.Ready!.WaitAsync(cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>Waits for everything for which a resource was told to wait.</summary>
    /// <exception cref="DistributedApplicationException">A resource waited for has failed, and the wait says not to wait longer.</exception>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Task.WhenAll(resource.Annotations.OfType<WaitAnnotation>().Select(wait => WaitAsync(resource, wait, cancellationToken)));
    }

    /// <summary>Ends every watch.</summary>
    public void Dispose()
    {
        _disposed.Cancel();
        GC.SuppressFinalize(this);
    }

    private async Task WaitAsync(IResource resource, WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var logger = _resourceLoggers.GetLogger(resource);
        var goal = wait.WaitType switch
        {
            WaitType.WaitForCompletion => "finished",
            WaitType.WaitUntilStarted => "running",
            _ => "healthy",
        };
        logger.WaitingFor(wait.Resource.Name, goal);
        var behavior = wait.WaitBehavior ?? _defaultWaitBehavior;
        if (wait.WaitType == WaitType.WaitUntilHealthy)
            await WaitForResourceHealthyAsync(wait.Resource.Name, behavior, cancellationToken).ConfigureAwait(false);
        else
            await WaitForStateAsync(wait, behavior, cancellationToken).ConfigureAwait(false);
        logger.WaitedFor(wait.Resource.Name, goal);
    }

    private async Task WaitForStateAsync(WaitAnnotation wait, WaitBehavior behavior, CancellationToken cancellationToken)
    {
        var completion = wait.WaitType == WaitType.WaitForCompletion;
        bool Reached(CustomResourceSnapshot s) => completion ? HasCompleted(s, wait.ExitCode) : IsStarted(s);
        var found = await WaitForResourceAsync(
            wait.Resource.Name,
            e => Reached(e.Snapshot) || (IsUnavailable(e.Snapshot) && (completion || behavior == WaitBehavior.StopOnResourceUnavailable)),
            cancellationToken).ConfigureAwait(false);
        if (!Reached(found.Snapshot))
        {
            throw new DistributedApplicationException(
                $"'{wait.Resource.Name}' was expected to {(completion ? $"finish with exit code {wait.ExitCode}" : "run")}: {Describe(found.Snapshot)}.");
        }
    }

    private static bool IsReady(CustomResourceSnapshot snapshot) => snapshot is { HealthStatus: HealthStatus.Healthy, Ready: not null };

    private static bool IsStarted(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Running || snapshot.State?.Text == KnownResourceStates.Active;

    private static bool HasCompleted(CustomResourceSnapshot snapshot, int exitCode) =>
        snapshot.ExitCode == exitCode && snapshot.State is { } state
        && (state.Text == KnownResourceStates.Finished || state.Text == KnownResourceStates.Exited);

    private static bool IsUnavailable(CustomResourceSnapshot snapshot) => snapshot.State is { } state
        && (KnownResourceStates.TerminalStates.Contains(state.Text) || state.Text == KnownResourceStates.RuntimeUnhealthy);

    private static string Describe(CustomResourceSnapshot snapshot) =>
        $"it is {snapshot.State?.Text ?? "unknown"}" + (snapshot.ExitCode is { } code ? $" with exit code {code}" : "");

    private CustomResourceSnapshot WithCommands(IResource resource, CustomResourceSnapshot snapshot)
    {
        var context = new UpdateCommandStateContext { ResourceSnapshot = snapshot, ServiceProvider = _services };
        return snapshot with { Commands = [.. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(Snapshot)] };

        ResourceCommandSnapshot Snapshot(ResourceCommandAnnotation command) => new(
            command.Name, StateOf(command), command.DisplayName, command.DisplayDescription, command.Parameter,
            command.ConfirmationMessage, command.IconName, command.IconVariant, command.IsHighlighted);

        ResourceCommandState StateOf(ResourceCommandAnnotation command)
        {
            try
            {
                return command.UpdateState(context);
            }
            catch (Exception error)
            {
                // Code of the model's author; what it throws says nothing about the resource.
                _logger.CommandStateUnknown(error, command.Name, resource.Name);
                return ResourceCommandState.Disabled;
            }
        }
    }

    private static CustomResourceSnapshot InitialSnapshot(IResource resource) =>
        resource.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot ?? new CustomResourceSnapshot
        {
            ResourceType = resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
            Properties = resource.Annotations.OfType<IProjectMetadata>().LastOrDefault() is { } project
                ? [new(CustomResourceKnownProperties.Source, project.ProjectPath)]
                : [],
            HealthReports = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(h => new HealthReportSnapshot(h.Key, null, null, null))],
            Relationships =
            [
                .. resource is IResourceWithParent child ? (RelationshipSnapshot[])[new(child.Parent.Name, "Parent")] : [],
                .. resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type)),
            ],
        };
}
