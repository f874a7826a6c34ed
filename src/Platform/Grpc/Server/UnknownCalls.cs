using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// Answers calls that nothing else answered with UNIMPLEMENTED. It stands behind all endpoints: routes that match any method
/// would have to be weighed against the right one on every call.
/// </summary>
internal sealed class UnknownCalls(MappedServices services, IOptions<GrpcServiceOptions> options) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.Use(inner => http => TryAnswer(http) ? Task.CompletedTask : inner(http));
    };

    private bool TryAnswer(HttpContext http)
    {
        if (services.IsEmpty || !HttpMethods.IsPost(http.Request.Method) || !GrpcHeaders.IsGrpc(http.Request.ContentType)) { return false; }

        var path = http.Request.Path.Value.AsSpan();
        var slash = path.LastIndexOf('/');
        var isKnown = slash > 1 && services.Knows(path[1..slash]);
        if (!isKnown && options.Value.IgnoreUnknownServices == true) { return false; }

        http.Response.ContentType = GrpcHeaders.ContentType;
        http.Response.Headers.GrpcStatus = ((int)StatusCode.Unimplemented).ToString();
        http.Response.Headers.GrpcMessage = isKnown ? "Method is unimplemented." : "Service is unimplemented.";
        return true;
    }
}
