namespace OtelShop.Flagd.Scheduler;

/// <summary>What the scheduler does, as one moment saw it.</summary>
internal sealed record ScheduleState
{
    /// <summary>What was started last. Null: nothing yet.</summary>
    public Schedule? Schedule { get; init; }

    public bool IsRunning { get; init; }

    /// <summary>Who started or stopped it last.</summary>
    public string? By { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When the next round begins.</summary>
    public DateTimeOffset? NextRound { get; init; }

    /// <summary>Switched now.</summary>
    public IReadOnlyList<ActiveFault> Active { get; init; } = [];

    /// <summary>What is over, the latest first; ten at most.</summary>
    public IReadOnlyList<PastFault> History { get; init; } = [];

    /// <summary>Grows with every change.</summary>
    public long Version { get; init; }
}
