using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>The way from a call to ASP.NET Core.</summary>
public static class ServerCallContextExtensions
{
    /// <summary>The HTTP request of a call.</summary>
    /// <exception cref="InvalidOperationException">The call was not received by this server.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        if (serverCallContext is ServerCall call) { return call.Http; }
        // An interceptor that wraps the context passes the state on.
        return serverCallContext.UserState.TryGetValue(ServerCall.HttpContextKey, out var http) && http is HttpContext context
            ? context
            : throw new InvalidOperationException("This call has no HTTP request.");
    }
}
