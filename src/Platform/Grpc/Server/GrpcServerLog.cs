using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

internal static partial class GrpcServerLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} failed with an exception")]
    public static partial void MethodFailed(this ILogger logger, Exception error, string method);

    [LoggerMessage(2, LogLevel.Debug, "{Method} ended with {StatusCode}: {Detail}")]
    public static partial void MethodEnded(this ILogger logger, Exception? error, string method, StatusCode statusCode, string detail);

    [LoggerMessage(3, LogLevel.Debug, "{Method} ran past its deadline")]
    public static partial void DeadlineExceeded(this ILogger logger, string method);

    [LoggerMessage(4, LogLevel.Debug, "The end of {Method} could not be sent")]
    public static partial void EndNotSent(this ILogger logger, Exception error, string method);

    [LoggerMessage(5, LogLevel.Debug, "{Path} is no gRPC call: {Reason}")]
    public static partial void NotGrpc(this ILogger logger, string? path, string reason);
}
