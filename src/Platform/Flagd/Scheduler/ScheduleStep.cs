namespace OtelShop.Flagd.Scheduler;

/// <summary>What is to be done now.</summary>
/// <param name="Fault">The fault that begins or ends.</param>
/// <param name="Begins">Whether it begins.</param>
internal readonly record struct ScheduleStep(PlannedFault Fault, bool Begins);
