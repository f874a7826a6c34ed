using System.Diagnostics;
using Grpc.Core;
using Microsoft.AspNetCore.Http.HttpResults;
using OtelShop.Frontends.Checkouts;
using OtelShop.ServiceDefaults.Rpc;

namespace OtelShop.Frontends.Api;

/// <summary>Maps every error below /api to problem JSON (RFC 9457).</summary>
internal sealed class ApiProblemFilter(ILogger<ApiProblemFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception) when (context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return TypedResults.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (RpcException error)
        {
            return Problem(context.HttpContext, error, BackendError.Of(error));
        }
        catch (OrderFailedException error)
        {
            return Problem(context.HttpContext, error.Cause, error.Error);
        }
        catch (BadRequestException error)
        {
            return Problem(error.StatusCode, error.Message, error.Errors);
        }
        catch (BadHttpRequestException error)
        {
            // Thrown by Kestrel for a body that is too large, truncated or too slow.
            return Problem(error.StatusCode, error.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? "The body is larger than the shop accepts."
                : "The request could not be read.");
        }
    }

    private ProblemHttpResult Problem(HttpContext context, RpcException error, BackendError found)
    {
        if (found.IsFault)
        {
            logger.BackendFailed(error, context.Request.Method, context.Request.Path, error.StatusCode.ToConventionName());
            Activity.Current?.AddException(error).SetStatus(ActivityStatusCode.Error, found.Message);
        }

        found.AddRetryAfter(context.Response.Headers);
        var aliases = context.GetEndpoint()?.Metadata.GetOrderedMetadata<FieldAlias>() ?? [];
        var fields = found.Fields.ToDictionary(
            field => aliases.FirstOrDefault(alias => alias.Field == field.Key)?.Parameter ?? field.Key,
            field => field.Value);
        return Problem(found.StatusCode, found.Message, fields, found.Reason);
    }

    private static ProblemHttpResult Problem(int status, string detail, IReadOnlyDictionary<string, string[]>? errors = null, string? reason = null)
    {
        var extensions = new Dictionary<string, object?>();
        if (errors is { Count: > 0 }) { extensions["errors"] = errors; }
        if (!string.IsNullOrEmpty(reason)) { extensions["reason"] = reason; }
        return TypedResults.Problem(detail, statusCode: status, extensions: extensions);
    }
}
