namespace OtelShop.Flagd.Scheduler;

internal static partial class SchedulerLog
{
    [LoggerMessage(1, LogLevel.Information,
        "{user.name} started the scheduler: rounds of {demo.scheduler.interval}, faults at a time: {demo.scheduler.concurrency}, flags: {demo.scheduler.flags.count}",
        EventName = "flagd.scheduler.started")]
    public static partial void ScheduleStarted(
        this ILogger logger, [TagName("user.name")] string author, [TagName("demo.scheduler.interval")] TimeSpan interval,
        [TagName("demo.scheduler.concurrency")] int concurrency, [TagName("demo.scheduler.flags.count")] int flags);

    [LoggerMessage(2, LogLevel.Information, "{user.name} stopped the scheduler", EventName = "flagd.scheduler.stopped")]
    public static partial void ScheduleStopped(this ILogger logger, [TagName("user.name")] string author);

    [LoggerMessage(3, LogLevel.Information,
        "The scheduler switched {feature_flag.key} to {feature_flag.result.variant} until {demo.scheduler.until:O}",
        EventName = "flagd.scheduler.fault_started")]
    public static partial void FaultBegan(
        this ILogger logger, [TagName("feature_flag.key")] string flag, [TagName("feature_flag.result.variant")] string variant,
        [TagName("demo.scheduler.until")] DateTimeOffset until);

    [LoggerMessage(4, LogLevel.Information,
        "The scheduled fault {feature_flag.key} ({feature_flag.result.variant}) has ended: {demo.scheduler.end}",
        EventName = "flagd.scheduler.fault_ended")]
    public static partial void FaultEnded(
        this ILogger logger, [TagName("feature_flag.key")] string flag, [TagName("feature_flag.result.variant")] string variant,
        [TagName("demo.scheduler.end")] FaultEnd end);

    [LoggerMessage(5, LogLevel.Error,
        "The scheduler could not switch {feature_flag.key} back from {feature_flag.result.variant}: {error.message}",
        EventName = "flagd.scheduler.reset_failed")]
    public static partial void FaultStays(
        this ILogger logger, [TagName("feature_flag.key")] string flag, [TagName("feature_flag.result.variant")] string variant,
        [TagName("error.message")] string reason);

    [LoggerMessage(6, LogLevel.Warning,
        "{file.path} could not be read, so switched flags are not restored: {error.message}",
        EventName = "flagd.scheduler.read_failed")]
    public static partial void LedgerUnreadable(this ILogger logger, [TagName("file.path")] string file, [TagName("error.message")] string reason);

    [LoggerMessage(7, LogLevel.Error, "Flags to restore could not be written to {file.path}: {error.message}", EventName = "flagd.scheduler.write_failed")]
    public static partial void LedgerUnwritable(this ILogger logger, [TagName("file.path")] string file, [TagName("error.message")] string reason);
}
