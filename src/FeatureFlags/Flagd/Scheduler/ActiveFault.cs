namespace OtelShop.Flagd.Scheduler;

/// <summary>A flag that the scheduler has switched and will restore.</summary>
/// <param name="Fault">The planned fault.</param>
/// <param name="Before">Variant to restore.</param>
internal sealed record ActiveFault(PlannedFault Fault, string Before);
