using Microsoft.Extensions.Hosting;

namespace OpenFeature.DependencyInjection;

/// <summary>Sets the provider up before the first request, without waiting for it, and shuts it down with the host.</summary>
internal sealed class FeatureLifecycle(Api api) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => api.ShutdownAsync();
}
