using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using OtelShop.ServiceDefaults.Health;

namespace OtelShop.ServiceDefaults.Http;

/// <summary>
/// Gives ASP.NET Core's request activity the name and attributes of the HTTP conventions, and takes probes out of the traces.
/// gRPC calls are described by the gRPC server itself.
/// </summary>
internal sealed class RequestSpans(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) =>
        http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span ? DescribeAsync(http, span) : next(http);

    private async Task DescribeAsync(HttpContext http, Activity span)
    {
        if (HealthEndpoints.IsProbe(http.Request.Path))
        {
            // Unrecorded, so that neither this span nor what it causes is exported.
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            await next(http);
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            if (http.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) is not true)
                Describe(http, span);
        }
    }

    private static void Describe(HttpContext http, Activity span)
    {
        // Whoever answers an exception first takes the endpoint away, and keeps it here.
        var endpoint = http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? http.Request.Method : $"{http.Request.Method} {route}";
        span.SetTag("http.request.method", http.Request.Method);
        span.SetTag("http.response.status_code", http.Response.StatusCode);
        span.SetTag("http.route", route);
        span.SetTag("url.scheme", http.Request.Scheme);
        span.SetTag("url.path", http.Request.Path.Value);
        span.SetTag("server.address", http.Request.Host.Host);
        span.SetTag("server.port", http.Request.Host.Port);
        span.SetTag("user_agent.original", http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null);
        if (http.Response.StatusCode < StatusCodes.Status500InternalServerError)
            return;
        span.SetTag("error.type", http.Response.StatusCode.ToString());
        span.SetStatus(ActivityStatusCode.Error);
    }
}
