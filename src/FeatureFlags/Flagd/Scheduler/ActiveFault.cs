namespace OtelShop.Flagd.Scheduler;

/// <summary>A flag that the scheduler has switched and will switch back.</summary>
/// <param name="Fault">What was planned.</param>
/// <param name="Before">The variant that it goes back to.</param>
internal sealed record ActiveFault(PlannedFault Fault, string Before);
