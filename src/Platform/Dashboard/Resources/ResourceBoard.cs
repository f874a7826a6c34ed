using System.Collections.Concurrent;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Resources;

/// <summary>Every resource as it is now. Without anybody who runs resources there are none.</summary>
internal sealed class ResourceBoard(ChangeFeed changes, IResourceSource? source = null) : BackgroundService
{
    private readonly ConcurrentDictionary<string, ResourceView> _resources = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether somebody runs resources.</summary>
    public bool IsThere => source is not null;

    /// <summary>By name, hidden ones included.</summary>
    public IReadOnlyList<ResourceView> All => [.. _resources.Values.OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase)];

    public ResourceView? Find(string name) => _resources.GetValueOrDefault(name);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (source is null)
            return;
        try
        {
            await foreach (var view in source.WatchAsync(stoppingToken))
                Put(view);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The dashboard stops.
        }
    }

    private void Put(ResourceView view)
    {
        var isNews = !_resources.TryGetValue(view.Name, out var before) || ResourceChange.IsVisible(before, view);
        _resources[view.Name] = view;
        if (isNews)
            changes.Changed(Topic.Resources);
    }
}
