namespace OtelShop.Flagd.Scheduler;

/// <summary>A flag that is to be another for a while.</summary>
/// <param name="Key">The flag.</param>
/// <param name="Variant">What it is switched to.</param>
/// <param name="From">When.</param>
/// <param name="Until">When it is switched back.</param>
internal sealed record PlannedFault(string Key, string Variant, DateTimeOffset From, DateTimeOffset Until);
