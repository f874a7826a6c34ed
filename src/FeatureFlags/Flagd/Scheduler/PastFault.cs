namespace OtelShop.Flagd.Scheduler;

/// <summary>A fault that is over.</summary>
/// <param name="Key">The flag.</param>
/// <param name="Variant">What it was switched to, or was to be.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended.</param>
/// <param name="End">How.</param>
internal sealed record PastFault(string Key, string Variant, DateTimeOffset From, DateTimeOffset Until, FaultEnd End);
