namespace OtelShop.Flagd.Scheduler;

/// <summary>Snapshot of the scheduler.</summary>
internal sealed record ScheduleState
{
    /// <summary>Latest started schedule. Null: none yet.</summary>
    public Schedule? Schedule { get; init; }

    public bool IsRunning { get; init; }

    /// <summary>Author of the latest start or stop.</summary>
    public string? By { get; init; }

    /// <summary>Time of the latest start or stop.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Start of the next round.</summary>
    public DateTimeOffset? NextRound { get; init; }

    /// <summary>Faults in progress.</summary>
    public IReadOnlyList<ActiveFault> Active { get; init; } = [];

    /// <summary>Finished faults, latest first, at most ten.</summary>
    public IReadOnlyList<PastFault> History { get; init; } = [];

    /// <summary>Increases with every change.</summary>
    public long Version { get; init; }
}
