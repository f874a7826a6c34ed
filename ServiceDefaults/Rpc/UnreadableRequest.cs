using System.Diagnostics;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>
/// Answers INTERNAL, as gRPC specifies, where a message is not protobuf: grpc-dotnet parses it outside of all interceptors and answers UNKNOWN.
/// </summary>
internal static class UnreadableRequest
{
    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";
    // Exceptions of methods never have this text, because the interceptor maps them.
    private const string UnhandledText = "Exception was thrown by handler.";

    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var response = context.Response;
        if (response.HasStarted || response.Headers[StatusHeader] != $"{(int)StatusCode.Unknown}" || response.Headers[MessageHeader] != UnhandledText)
            return;

        response.Headers[StatusHeader] = $"{(int)StatusCode.Internal}";
        response.Headers[MessageHeader] = "The request could not be read.";
        Activity.Current?.SetTag("grpc.status_code", $"{(int)StatusCode.Internal}");
    }
}
