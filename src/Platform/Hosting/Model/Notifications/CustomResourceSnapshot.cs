using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known about a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>Kind of resource, as shown: <c>Project</c>, <c>Container</c>, …</summary>
    public required string ResourceType { get; init; }

    /// <summary>Further facts by name.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>State. Null before the first one.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>Exit code. Null while the resource has not ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>When the host took the resource up.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When it was started last.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it ended last.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Environment with which it was started.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Addresses.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>Volumes.</summary>
    public ImmutableArray<VolumeSnapshot> Volumes { get; init; } = [];

    /// <summary>Commands.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>Other resources to which it relates.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>The last result of each health check. One that has not run yet has no status.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>The worst of <see cref="HealthReports"/>; null unless the resource is running. Without health checks, running is healthy.</summary>
    public HealthStatus? HealthStatus => State?.Text != KnownResourceStates.Running
        ? null
        : HealthReports.IsEmpty
            ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
            : HealthReports.Min(r => r.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);

    /// <summary>Whether lists of resources leave it out.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Picture. Null means that of the kind.</summary>
    public string? IconName { get; init; }

    /// <summary>Variant of the picture.</summary>
    public IconVariant? IconVariant { get; init; }

    /// <summary>The callbacks of <see cref="ResourceReadyEvent"/>. Null until the event was published since the last start.</summary>
    internal Task? Ready { get; init; }
}
