namespace OtelShop.Flagd.Scheduler;

/// <summary>Why a schedule cannot be run.</summary>
/// <param name="Field">One of <see cref="ScheduleField"/>.</param>
/// <param name="Message">A sentence for whoever filled it in.</param>
internal sealed record ScheduleProblem(string Field, string Message);
