using System.Collections.Immutable;
using Aspire.Hosting.Local.Data;
using Aspire.Hosting.Local.Realizations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local.Orchestration;

/// <summary>Runs a model on this machine: everything at once, each resource as soon as what it waits for is there.</summary>
internal sealed class LocalOrchestrator(
    IServiceProvider provider,
    LocalOptions options,
    HostData data,
    DistributedApplicationModel model,
    IEnumerable<IRealization> realizations,
    ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private ImmutableArray<ResourceRunner> _runners = [];
    private ImmutableArray<Task> _mirrors = [];

    /// <summary>Returns when every resource has its address and its start is under way; it does not wait for them to become healthy.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var local = new LocalServices(provider, data.Directory, data.Guardian);

        _runners = CreateRunners(local);
        await local.Announcements.InitializedAsync(model.Resources, cancellationToken);
        _mirrors = [.. model.Resources.OfType<IResourceWithParent>().Where(IsMirrored).Select(child => new ChildMirror(child, local).RunAsync(_stopping.Token))];
        foreach (var runner in _runners)
            await runner.BeginAsync();
        await local.Announcements.CreatedAsync(model, cancellationToken);
    }

    /// <summary>Stops what uses other resources first, then what is used: a service can still write its last row.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_runners.Where(runner => !runner.StopsLast).Select(runner => runner.StopAsync()));
        await Task.WhenAll(_runners.Where(runner => runner.StopsLast).Select(runner => runner.StopAsync()));
        await _stopping.CancelAsync();
        await Task.WhenAll(_mirrors).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var runner in _runners)
            runner.Dispose();
        _runners = [];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _stopping.Dispose();
    }

    private ImmutableArray<ResourceRunner> CreateRunners(LocalServices local)
    {
        var allocation = new EndpointAllocation(provider.GetRequiredService<PortAllocator>(), options, loggers.CreateLogger<EndpointAllocation>());
        var runners = ImmutableArray.CreateBuilder<ResourceRunner>();
        foreach (var resource in model.Resources)
        {
            if (realizations.FirstOrDefault(candidate => candidate.Realizes(resource)) is not { } realization)
                continue;
            var runner = new ResourceRunner(resource, allocation.Allocate(resource), realization, local);
            ResourceCommands.AddTo(resource, runner);
            runners.Add(runner);
        }

        return runners.ToImmutable();
    }

    private bool IsMirrored(IResourceWithParent resource) =>
        resource is not IResourceWithoutLifetime && !realizations.Any(realization => realization.Realizes(resource));
}
