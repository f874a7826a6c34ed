using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.ServiceDefaults.Http;

/// <summary>Answers exceptions of HTTP routes as problem JSON (RFC 9457). Of faults the caller learns the status only; the log has the rest.</summary>
internal sealed class ProblemExceptionHandler(IProblemDetailsService problems, ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = Describe(exception);
        if (problem.Status >= StatusCodes.Status500InternalServerError)
            logger.RequestFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
        httpContext.Response.StatusCode = problem.Status!.Value;
        // False when the caller does not accept JSON; the status alone has to do then.
        await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
        return true;
    }

    private static ProblemDetails Describe(Exception exception) => exception switch
    {
        InvalidRequestException invalid => Problem(StatusCodes.Status400BadRequest, "The request has wrong fields.", "errors", Errors(invalid.Violations)),
        NotFoundException => Problem(StatusCodes.Status404NotFound, exception.Message),
        PreconditionFailedException failed => Problem(StatusCodes.Status409Conflict, failed.Message, "reason", failed.Reason),
        UnavailableException => Problem(StatusCodes.Status503ServiceUnavailable, exception.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem(StatusCodes.Status413PayloadTooLarge, "The body is too large."),
        BadHttpRequestException bad => Problem(bad.StatusCode, "The request could not be read."),
        _ => Problem(StatusCodes.Status500InternalServerError, "The request could not be carried out."),
    };

    private static Dictionary<string, string[]> Errors(FieldViolations violations) =>
        violations.GroupBy(violation => violation.Field).ToDictionary(group => group.Key, group => group.Select(violation => violation.Description).ToArray());

    private static ProblemDetails Problem(int status, string detail, string? extension = null, object? value = null)
    {
        var problem = new ProblemDetails { Status = status, Detail = detail };
        if (extension is not null)
            problem.Extensions[extension] = value;
        return problem;
    }
}
