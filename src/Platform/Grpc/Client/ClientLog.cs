using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Method} ended with {StatusCode}: {Detail}")]
    public static partial void CallEnded(this ILogger logger, Exception? error, string method, StatusCode statusCode, string detail);

    [LoggerMessage(2, LogLevel.Debug, "{Method} is sent again, attempt {Attempt}, after {StatusCode}")]
    public static partial void Repeating(this ILogger logger, string method, int attempt, StatusCode statusCode);

    [LoggerMessage(3, LogLevel.Warning, "{Address} cannot be reached and is left out for {BackOff}")]
    public static partial void AddressLeftOut(this ILogger logger, Exception? error, string address, TimeSpan backOff);

    [LoggerMessage(4, LogLevel.Warning, "The addresses of {Target} are not known: {Detail}")]
    public static partial void NotResolved(this ILogger logger, Exception? error, string target, string detail);
}
