namespace OtelShop.Flagd.Scheduler;

/// <summary>A flag that takes part in a schedule.</summary>
/// <param name="Key">The flag.</param>
/// <param name="Variants">What it may be switched to; at least one.</param>
internal sealed record ScheduledFlag(string Key, IReadOnlyList<string> Variants);
