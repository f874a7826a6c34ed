using Aspire.Hosting.Local.Orchestration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Local.Status;

/// <summary>What a person wants to see of one resource.</summary>
/// <param name="Name">Name of the copy.</param>
/// <param name="State">State and health in a word.</param>
/// <param name="Addresses">Where it listens.</param>
/// <param name="Entrance">The address that is meant for people, after what it leads to. Null when there is none.</param>
/// <param name="Restarts">How often it was started again after a crash.</param>
internal sealed record ResourceRow(string Name, string State, string Addresses, string? Entrance, int Restarts)
{
    /// <summary>Whether it is up, or has done its work, or waits for somebody to start it.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Whether it will not come up by itself.</summary>
    public required bool IsBroken { get; init; }

    public static ResourceRow Of(ResourceEvent change)
    {
        var snapshot = change.Snapshot;
        var state = snapshot.State?.Text ?? "";
        var isHealthy = snapshot is { HealthStatus: HealthStatus.Healthy, Ready: not null };
        return new ResourceRow(
            change.ResourceId,
            state == KnownResourceStates.Running ? Health(snapshot, isHealthy) : state,
            string.Join("  ", snapshot.Urls.Select(url => url.Url)),
            EntranceOf(change),
            snapshot.Properties.FirstOrDefault(property => property.Name == InstanceStatus.RestartsProperty)?.Value as int? ?? 0)
        {
            IsReady = isHealthy || state == KnownResourceStates.Finished || state == KnownResourceStates.NotStarted,
            IsBroken = state == KnownResourceStates.FailedToStart || state == KnownResourceStates.Exited || state == KnownResourceStates.RuntimeUnhealthy,
        };
    }

    // An address that the model's author has named, or that the world may see.
    private static string? EntranceOf(ResourceEvent change) =>
        change.Snapshot.Urls.Where(url => url.Url.StartsWith("http", StringComparison.Ordinal) && (!url.IsInternal || url.DisplayProperties.DisplayName.Length > 0))
            .Select(url => $"{(url.DisplayProperties.DisplayName is { Length: > 0 } name ? name : change.Resource.Name)}: {url.Url}")
            .FirstOrDefault();

    private static string Health(CustomResourceSnapshot snapshot, bool isHealthy) =>
        snapshot.HealthReports.IsEmpty ? KnownResourceStates.Running : isHealthy ? "Healthy" : snapshot.Ready is null ? KnownResourceStates.Running : "Unhealthy";
}
