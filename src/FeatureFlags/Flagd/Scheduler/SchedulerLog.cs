namespace OtelShop.Flagd.Scheduler;

internal static partial class SchedulerLog
{
    [LoggerMessage(1, LogLevel.Information, "{Author} started the scheduler: rounds of {Interval}, {Concurrency} at a time out of {Flags} flags")]
    public static partial void ScheduleStarted(this ILogger logger, string author, TimeSpan interval, int concurrency, int flags);

    [LoggerMessage(2, LogLevel.Information, "{Author} stopped the scheduler")]
    public static partial void ScheduleStopped(this ILogger logger, string author);

    [LoggerMessage(3, LogLevel.Information, "The scheduler switched {Flag} to {Variant} until {Until:O}")]
    public static partial void FaultBegan(this ILogger logger, string flag, string variant, DateTimeOffset until);

    [LoggerMessage(4, LogLevel.Information, "The scheduled fault {Flag} ({Variant}) has ended: {End}")]
    public static partial void FaultEnded(this ILogger logger, string flag, string variant, FaultEnd end);

    [LoggerMessage(5, LogLevel.Error, "The scheduler could not switch {Flag} back from {Variant}: {Reason}")]
    public static partial void FaultStays(this ILogger logger, string flag, string variant, string reason);

    [LoggerMessage(6, LogLevel.Warning, "{File} could not be read, so switched flags are not restored: {Reason}")]
    public static partial void LedgerUnreadable(this ILogger logger, string file, string reason);

    [LoggerMessage(7, LogLevel.Error, "Flags to restore could not be written to {File}: {Reason}")]
    public static partial void LedgerUnwritable(this ILogger logger, string file, string reason);
}
