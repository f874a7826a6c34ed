using System.Diagnostics;
using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>
/// Answers INTERNAL, as gRPC specifies, where a message is not protobuf: grpc-dotnet parses it outside of all interceptors and answers UNKNOWN. It also
/// records that as a failure of the service, so its own records of errors are left out, and made here.
/// </summary>
internal sealed class UnreadableRequest(RequestDelegate next, ILogger<UnreadableRequest> logger)
{
    /// <summary>Category of grpc-dotnet's records of errors outside of interceptors.</summary>
    public const string ReplacedCategory = "Grpc.AspNetCore.Server.ServerCallHandler";

    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        // The interceptor maps the exceptions of methods.
        if (context.Features.Get<IServerCallContextFeature>()?.ServerCallContext is not { Status: { StatusCode: StatusCode.Unknown, DebugException: { } error } } call)
            return;
        var method = call.Method.TrimStart('/');
        var isUnreadable = error is InvalidProtocolBufferException or InvalidDataException;
        if (isUnreadable)
            logger.RequestUnreadable(method, StatusCode.Internal.ToConventionName());
        else
            logger.CallFailed(error, method);
        if (context.Response.HasStarted)
            return;

        context.Response.Headers[StatusHeader] = $"{(int)StatusCode.Internal}";
        context.Response.Headers[MessageHeader] = isUnreadable ? "The request could not be read." : "The call could not be carried out.";
        Activity.Current?.SetTag("grpc.status_code", $"{(int)StatusCode.Internal}");
    }
}
