using Microsoft.Extensions.Logging;

namespace OtelShop.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(1, LogLevel.Warning, "Port {Wanted} is in use: {Subject} moves to port {Port}.")]
    public static partial void Moved(this ILogger logger, int wanted, string subject, int port);

    [LoggerMessage(2, LogLevel.Warning, "{Resource} ended with exit code {ExitCode} and starts again in {Delay} (crash {Crashes} in a row); its lines are in {LogFile}.{WayOut}")]
    public static partial void Crashed(this ILogger logger, string resource, string exitCode, string delay, int crashes, string logFile, string wayOut);

    [LoggerMessage(3, LogLevel.Error, "{Resource} cannot start: {Reason} The rest keeps running.")]
    public static partial void CannotStart(this ILogger logger, string resource, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{Resource} could not be started again: {Reason}")]
    public static partial void NotRestarted(this ILogger logger, string resource, string? reason);

    [LoggerMessage(5, LogLevel.Warning, "Log lines of {Resource} are no longer kept, because {Path} cannot be written: {Reason}")]
    public static partial void LogFileLost(this ILogger logger, string resource, string path, string reason);

    [LoggerMessage(6, LogLevel.Information, "{Message}")]
    public static partial void Ready(this ILogger logger, string message);

    [LoggerMessage(9, LogLevel.Warning, "The dashboard ended with exit code {ExitCode}, and Aspire cannot start it again. The shop runs on; Ctrl+C and a new start bring it back.")]
    public static partial void DashboardEnded(this ILogger logger, string exitCode);

    [LoggerMessage(8, LogLevel.Warning, "The development certificate is not trusted, so browsers warn of it: 'dotnet dev-certs https --trust' trusts it.")]
    public static partial void UntrustedCertificate(this ILogger logger);

    [LoggerMessage(7, LogLevel.Information, "{Line}")]
    public static partial void ToolLine(this ILogger logger, string line);
}
