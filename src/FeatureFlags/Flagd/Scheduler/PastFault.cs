namespace OtelShop.Flagd.Scheduler;

/// <summary>A finished fault.</summary>
/// <param name="Key">Key of the flag.</param>
/// <param name="Variant">Planned variant.</param>
/// <param name="From">Start.</param>
/// <param name="Until">End.</param>
/// <param name="End">How it ended.</param>
internal sealed record PastFault(string Key, string Variant, DateTimeOffset From, DateTimeOffset Until, FaultEnd End);
