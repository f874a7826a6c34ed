namespace OtelShop.Flagd.Scheduler;

/// <summary>A validation error of a schedule.</summary>
/// <param name="Field">One of <see cref="ScheduleField"/>.</param>
/// <param name="Message">Sentence for the user.</param>
internal sealed record ScheduleProblem(string Field, string Message);
