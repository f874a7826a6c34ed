using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Grpc.AspNetCore.Server;

/// <summary>Turns away what is no gRPC call, with an HTTP status for those who do not speak gRPC and a gRPC status for those who do.</summary>
internal static class RequestGate
{
    public static bool Refuse(HttpContext http, ILogger logger)
    {
        var protocol = http.Request.Protocol;
        if (!HttpProtocol.IsHttp2(protocol) && !HttpProtocol.IsHttp3(protocol))
        {
            http.Response.Headers[HeaderNames.Upgrade] = "h2c";
            Answer(http, logger, StatusCodes.Status426UpgradeRequired, $"Request protocol '{protocol}' is not supported.");
            return true;
        }

        if (!GrpcHeaders.IsGrpc(http.Request.ContentType))
        {
            Answer(http, logger, StatusCodes.Status415UnsupportedMediaType, $"Content-Type '{http.Request.ContentType}' is not supported.");
            return true;
        }

        return false;
    }

    private static void Answer(HttpContext http, ILogger logger, int statusCode, string reason)
    {
        logger.NotGrpc(http.Request.Path.Value, reason);
        http.Response.StatusCode = statusCode;
        http.Response.Headers.GrpcStatus = ((int)StatusCode.Internal).ToString();
        http.Response.Headers.GrpcMessage = PercentEncoding.Encode(reason);
    }
}
