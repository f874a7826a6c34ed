using System.Diagnostics;
using System.Net.Mime;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Yarp.ReverseProxy.Forwarder;

namespace OtelShop.FrontendProxies.Responses;

/// <summary>Answers in the proxy's own name: a page for browsers, problem JSON (RFC 9457) for programs, both with the trace id.</summary>
internal static class ErrorResponse
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static async Task AnswerFailuresAsync(HttpContext context, RequestDelegate next)
    {
        // Empty answers of destinations pass unchanged.
        context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        await next(context);
        if (context.Features.Get<IForwarderErrorFeature>() is { } failure && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            if (IsConnectFailure(failure))
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await WriteAsync(context, context.Response.StatusCode, Describe(context, failure.Error));
        }
    }

    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        if (!IsForBrowser(context.Request))
            return Results.Problem(detail, statusCode: status).ExecuteAsync(context);
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        return response.WriteAsync(Page(ReasonPhrases.GetReasonPhrase(status), detail, Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier), context.RequestAborted);
    }

    private static string Describe(HttpContext context, ForwarderError error)
    {
        var subject = Destinations.Describe(context.GetReverseProxyFeature().Cluster.Config.ClusterId);
        return (error, context.Response.StatusCode) switch
        {
            (_, StatusCodes.Status413PayloadTooLarge) => "The body is too large.",
            (ForwarderError.RequestBodyClient, _) => "The body could not be read.",
            (_, StatusCodes.Status503ServiceUnavailable) => $"{subject} not running.",
            (_, StatusCodes.Status504GatewayTimeout) => $"{subject} unavailable: no answer came in time.",
            _ => $"{subject} unavailable at the moment.",
        };
    }

    // Compat: Envoy answers 503 when nothing listens, 502 when what listens answers nonsense.
    private static bool IsConnectFailure(IForwarderErrorFeature failure) =>
        failure.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    private static bool IsForBrowser(HttpRequest request)
    {
        foreach (var accepted in request.Headers.Accept)
        {
            if (accepted?.Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase) is true)
                return true;
        }

        return false;
    }

    private static string Page(string title, string detail, string traceId) => $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}}</title>
        <style>
        :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
        body { max-width: 36rem; margin: 15vh auto; padding: 0 1rem }
        code { overflow-wrap: anywhere }
        </style>
        </head>
        <body>
        <main>
        <h1>{{title}}</h1>
        <p>{{detail}}</p>
        <p>Trace <code>{{traceId}}</code></p>
        </main>
        </body>
        </html>
        """;
}
