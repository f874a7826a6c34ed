using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local;

/// <summary>What the local host tells the person in front of it.</summary>
internal static partial class LocalLog
{
    [LoggerMessage(1, LogLevel.Warning, "Port {Wanted} is in use by another program: {Resource} listens on {Port} instead.")]
    public static partial void PortMoved(this ILogger logger, int wanted, string resource, int port);

    [LoggerMessage(2, LogLevel.Error, "{Resource} could not be started: {Reason}")]
    public static partial void NotStarted(this ILogger logger, string resource, string reason);

    [LoggerMessage(3, LogLevel.Error,
        "{Resource} ended with {Ending}{Phase}; next try in {Delay} (crash {Crashes} in a row). {Story}")]
    public static partial void Crashed(this ILogger logger, string resource, string ending, string phase, string delay, int crashes, string story);

    [LoggerMessage(4, LogLevel.Error, "{Resource} ended with {Ending}. {Story}")]
    public static partial void Failed(this ILogger logger, string resource, string ending, string story);

    [LoggerMessage(5, LogLevel.Warning, "{Resource} runs but has not become healthy for {Seconds:0} s: {Reason}. {Story}")]
    public static partial void NotHealthyYet(this ILogger logger, string resource, double seconds, string reason, string story);

    [LoggerMessage(6, LogLevel.Warning, "{Resource} did not stop by itself within {Seconds:0.#} s and was killed.")]
    public static partial void Killed(this ILogger logger, string resource, double seconds);

    [LoggerMessage(7, LogLevel.Warning, "An earlier run left {Count} processes behind; they have been ended.")]
    public static partial void LeftoversEnded(this ILogger logger, int count);

    [LoggerMessage(8, LogLevel.Error, "{Resource}: a callback of the {Event} event failed.")]
    public static partial void CallbackFailed(this ILogger logger, Exception error, string resource, string @event);

    [LoggerMessage(9, LogLevel.Warning, "{Count} containers of an earlier run were removed.")]
    public static partial void ContainersRemoved(this ILogger logger, int count);
}
