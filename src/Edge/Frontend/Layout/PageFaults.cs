using System.Diagnostics;
using Grpc.Core;
using Microsoft.AspNetCore.Diagnostics;
using OtelShop.Frontends.Api;

namespace OtelShop.Frontends.Layout;

/// <summary>Turns what a page throws into its HTTP status without a body; the status page is rendered around this.</summary>
internal sealed class PageFaults(RequestDelegate next, ILogger<PageFaults> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var refused = context.Features.Get<IStatusCodeReExecuteFeature>();
        var method = context.Request.Method;
        try
        {
            // The status page is read, also when it answers a form: the form itself must not be looked at again.
            if (refused is not null) { context.Request.Method = HttpMethods.Get; }
            await next(context);
        }
        catch (RpcException error) when (!context.Response.HasStarted)
        {
            Answer(context, BackendError.HttpStatusOf(error.StatusCode));
            logger.BackendFailed(error, context.Request.Method, context.Request.Path, error.StatusCode);
            Activity.Current?.AddException(error);
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            Answer(context, error.StatusCode);
        }
        catch (Exception error) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            Answer(context, StatusCodes.Status500InternalServerError);
            logger.PageFailed(error, context.Request.Method, context.Request.Path);
            Activity.Current?.AddException(error);
        }
        finally
        {
            if (refused is not null)
            {
                // The request's span is named for what was asked, not for the page that says no.
                context.Request.Method = method;
                context.SetEndpoint(refused.Endpoint);
            }
        }
    }

    private static void Answer(HttpContext context, int status)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
    }
}
