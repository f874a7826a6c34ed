namespace OtelShop.Flagd.Flags;

internal static partial class FlagLog
{
    [LoggerMessage(1, LogLevel.Information,
        "Flag {feature_flag.key}: {demo.feature_flag.change.property} was {demo.feature_flag.change.from}, is {demo.feature_flag.change.to}; changed by {user.name} ({demo.feature_flag.change.source})",
        EventName = "feature_flag.changed")]
    public static partial void FlagChanged(
        this ILogger logger, [TagName("feature_flag.key")] string flag, [TagName("demo.feature_flag.change.property")] string what,
        [TagName("demo.feature_flag.change.from")] string? from, [TagName("demo.feature_flag.change.to")] string? to,
        [TagName("user.name")] string author, [TagName("demo.feature_flag.change.source")] string how);

    [LoggerMessage(2, LogLevel.Information,
        "Further flag changes by {user.name} ({demo.feature_flag.change.source}): {demo.feature_flag.change.count}",
        EventName = "feature_flag.changes_omitted")]
    public static partial void MoreFlagsChanged(
        this ILogger logger, [TagName("demo.feature_flag.change.count")] int count, [TagName("user.name")] string author,
        [TagName("demo.feature_flag.change.source")] string how);

    [LoggerMessage(3, LogLevel.Warning, "{file.path} is not served: {error.message}", EventName = "flagd.file.rejected")]
    public static partial void FileNotServed(this ILogger logger, [TagName("file.path")] string file, [TagName("error.message")] string reason);

    [LoggerMessage(4, LogLevel.Information, "{file.path} is served again", EventName = "flagd.file.accepted")]
    public static partial void FileServedAgain(this ILogger logger, [TagName("file.path")] string file);

    [LoggerMessage(5, LogLevel.Error, "The flags could not be written to {file.path}: {error.message}", EventName = "flagd.file.write_failed")]
    public static partial void FileUnwritable(this ILogger logger, [TagName("file.path")] string file, [TagName("error.message")] string reason);

    [LoggerMessage(6, LogLevel.Warning,
        "The flag history could not be written to {file.directory}, so it is kept in memory: {error.message}",
        EventName = "flagd.history.write_failed")]
    public static partial void HistoryUnwritable(this ILogger logger, [TagName("file.directory")] string folder, [TagName("error.message")] string reason);

    [LoggerMessage(7, LogLevel.Warning, "{file.path} is not a valid entry of the flag history: {error.message}", EventName = "flagd.history.read_failed")]
    public static partial void HistoryUnreadable(this ILogger logger, [TagName("file.path")] string file, [TagName("error.message")] string reason);

    [LoggerMessage(8, LogLevel.Information, "New flags of this version were added to {file.path}: {demo.feature_flag.keys}", EventName = "flagd.flags.added")]
    public static partial void ShippedFlagsAdded(this ILogger logger, [TagName("file.path")] string file, [TagName("demo.feature_flag.keys")] string flags);

    [LoggerMessage(9, LogLevel.Warning, "New flags of this version cannot be added to {file.path}: {error.message}", EventName = "flagd.flags.addition_failed")]
    public static partial void ShippedFlagsNotAdded(this ILogger logger, [TagName("file.path")] string file, [TagName("error.message")] string reason);

    [LoggerMessage(10, LogLevel.Warning,
        "The system does not report changes of {file.directory} ({error.message}); the flag file is polled every second",
        EventName = "flagd.file.watch_unavailable")]
    public static partial void FolderNotWatched(this ILogger logger, [TagName("file.directory")] string folder, [TagName("error.message")] string reason);

    [LoggerMessage(11, LogLevel.Error, "Checking the flag file failed; the next check follows", EventName = "flagd.file.check_failed")]
    public static partial void WatchFailed(this ILogger logger, Exception error);
}
