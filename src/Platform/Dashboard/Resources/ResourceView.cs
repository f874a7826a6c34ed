using System.Collections.Immutable;

namespace OtelShop.Dashboard.Resources;

/// <summary>A resource of the application model at one moment. With replicas, each copy is one.</summary>
public sealed record ResourceView
{
    /// <summary>Unique. The name that commands and console logs go by.</summary>
    public required string Name { get; init; }

    /// <summary>Name in the model; the same for every replica, and the <c>service.name</c> of its telemetry.</summary>
    public required string DisplayName { get; init; }

    /// <summary><c>Project</c>, <c>Container</c>, <c>Executable</c>, <c>Parameter</c>, …</summary>
    public required string ResourceType { get; init; }

    /// <summary>Null before the first one.</summary>
    public string? State { get; init; }

    /// <summary><c>success</c>, <c>info</c>, <c>warning</c> or <c>error</c>; null is neutral.</summary>
    public string? StateStyle { get; init; }

    /// <summary>Null unless it runs.</summary>
    public ResourceHealth? Health { get; init; }

    public bool IsHidden { get; init; }

    public int? ExitCode { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>What it is made of: a project's file, a container's image, a program's path. Null when it has no such thing.</summary>
    public string? Source { get; init; }

    public ImmutableArray<ResourceUrl> Urls { get; init; } = [];

    public ImmutableArray<ResourceVariable> Environment { get; init; } = [];

    /// <summary>Further facts: process id, path, connection string, restarts.</summary>
    public ImmutableArray<ResourceVariable> Properties { get; init; } = [];

    public ImmutableArray<ResourceHealthReport> HealthReports { get; init; } = [];

    public ImmutableArray<ResourceRelationship> Relationships { get; init; } = [];

    public ImmutableArray<ResourceVolume> Volumes { get; init; } = [];

    public ImmutableArray<ResourceCommand> Commands { get; init; } = [];
}
