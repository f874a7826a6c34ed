using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using OtelShop.Pages.Layout;

namespace OtelShop.Dashboard.Layout;

/// <summary>Errors as pages for people and as problem JSON (RFC 9457) for programs.</summary>
internal static class PageFaults
{
    public static void UsePageFaults(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = context => FaultAsync(context, app.Logger), SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages(pages => StatusAsync(pages.HttpContext));
    }

    private static Task FaultAsync(HttpContext context, ILogger logger)
    {
        var error = context.Features.Get<IExceptionHandlerPathFeature>()!;
        if (error.Error is BadHttpRequestException bad)
            return AnswerAsync(context, bad.StatusCode, "This request cannot be read", bad.Message);
        var id = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        logger.RequestFailed(error.Error, context.Request.Method, error.Path, id);
        return AnswerAsync(context, StatusCodes.Status500InternalServerError, "Something went wrong", $"The dashboard's log has the reason under {id}.");
    }

    private static Task StatusAsync(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => AnswerAsync(context, 404, "There is no such page", "Its address may have been mistyped, or what it showed is not kept any more."),
        StatusCodes.Status405MethodNotAllowed => AnswerAsync(context, 405, "This cannot be done here", $"{context.Request.Method} is not a method of this address."),
        StatusCodes.Status400BadRequest => AnswerAsync(context, 400, "This request cannot be read", "A form may have been open for too long: go back, reload the page and send it again."),
        var status => AnswerAsync(context, status, $"Status {status}", "The dashboard refused this request."),
    };

    private static Task AnswerAsync(HttpContext context, int status, string title, string explanation)
    {
        var isProgram = context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/v1");
        var answer = isProgram
            ? Results.Problem(statusCode: status, title: title, detail: explanation)
            : PageOf(context, status, (nameof(StatusPage.Title), title), (nameof(StatusPage.Explanation), explanation));
        return answer.ExecuteAsync(context);
    }

    private static IResult PageOf(HttpContext context, int status, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        // A page that was begun and given up has left it behind, and a second one adds it again.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        return Page.Of<StatusPage>(status, parameters);
    }
}
