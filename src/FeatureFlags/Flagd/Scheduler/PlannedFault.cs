namespace OtelShop.Flagd.Scheduler;

/// <summary>A fault to come: a flag that is switched for a limited time.</summary>
/// <param name="Key">Key of the flag.</param>
/// <param name="Variant">Variant during the fault.</param>
/// <param name="From">Start.</param>
/// <param name="Until">End.</param>
internal sealed record PlannedFault(string Key, string Variant, DateTimeOffset From, DateTimeOffset Until);
