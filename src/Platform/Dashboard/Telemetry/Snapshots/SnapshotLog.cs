namespace OtelShop.Dashboard.Telemetry.Snapshots;

internal static partial class SnapshotLog
{
    [LoggerMessage(1, LogLevel.Information, "Telemetry of the last run is back: {Records} {Signal} from {File}")]
    public static partial void SnapshotRead(this ILogger logger, long records, string signal, string file);

    [LoggerMessage(2, LogLevel.Warning, "{File} cannot be read ({Reason}) and was set aside as {Aside}; the dashboard starts without it")]
    public static partial void SnapshotSetAside(this ILogger logger, string file, string reason, string aside);

    [LoggerMessage(3, LogLevel.Error, "Telemetry could not be written to {File}; what an earlier run wrote is still there")]
    public static partial void SnapshotNotWritten(this ILogger logger, Exception error, string file);

    [LoggerMessage(4, LogLevel.Warning, "{File} cannot be read ({Reason}); the dashboard starts without it")]
    public static partial void SnapshotUnreadable(this ILogger logger, string file, string reason);
}
