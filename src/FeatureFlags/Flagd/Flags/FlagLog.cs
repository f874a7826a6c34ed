namespace OtelShop.Flagd.Flags;

internal static partial class FlagLog
{
    [LoggerMessage(1, LogLevel.Information, "Flag {Flag}: {What} was {From}, is {To}; changed by {Author} ({How})", EventName = "feature_flag.changed")]
    public static partial void FlagChanged(this ILogger logger, string flag, string what, string? from, string? to, string author, string how);

    [LoggerMessage(2, LogLevel.Information, "{Count} further flag changes by {Author} ({How})", EventName = "feature_flag.changes_left_out")]
    public static partial void MoreFlagsChanged(this ILogger logger, int count, string author, string how);

    [LoggerMessage(3, LogLevel.Warning, "{File} is not served: {Reason}")]
    public static partial void FileNotServed(this ILogger logger, string file, string reason);

    [LoggerMessage(4, LogLevel.Information, "{File} is served again")]
    public static partial void FileServedAgain(this ILogger logger, string file);

    [LoggerMessage(5, LogLevel.Error, "The flags could not be written to {File}: {Reason}")]
    public static partial void FileUnwritable(this ILogger logger, string file, string reason);

    [LoggerMessage(6, LogLevel.Warning, "The flag history could not be written to {Folder}, so it is kept in memory: {Reason}")]
    public static partial void HistoryUnwritable(this ILogger logger, string folder, string reason);

    [LoggerMessage(7, LogLevel.Warning, "{File} is not a valid entry of the flag history: {Reason}")]
    public static partial void HistoryUnreadable(this ILogger logger, string file, string reason);

    [LoggerMessage(8, LogLevel.Information, "New flags of this version were added to {File}: {Flags}")]
    public static partial void ShippedFlagsAdded(this ILogger logger, string file, string flags);

    [LoggerMessage(9, LogLevel.Warning, "New flags of this version cannot be added to {File}: {Reason}")]
    public static partial void ShippedFlagsNotAdded(this ILogger logger, string file, string reason);

    [LoggerMessage(10, LogLevel.Warning, "The system does not report changes of {Folder} ({Reason}); the flag file is polled every second")]
    public static partial void FolderNotWatched(this ILogger logger, string folder, string reason);

    [LoggerMessage(11, LogLevel.Error, "Checking the flag file failed; the next check follows")]
    public static partial void WatchFailed(this ILogger logger, Exception error);
}
