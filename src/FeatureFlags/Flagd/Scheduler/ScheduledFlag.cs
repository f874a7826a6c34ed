namespace OtelShop.Flagd.Scheduler;

/// <summary>A flag that takes part in a schedule.</summary>
/// <param name="Key">Key of the flag.</param>
/// <param name="Variants">Variants to choose from; at least one.</param>
internal sealed record ScheduledFlag(string Key, IReadOnlyList<string> Variants);
