using System.Diagnostics;
using Grpc.Core;
using Microsoft.AspNetCore.Diagnostics;
using OtelShop.Frontends.Api;

namespace OtelShop.Frontends.Layout;

/// <summary>Maps exceptions of a page to an HTTP status without a body, for which the status page is rendered.</summary>
internal sealed class PageFaults(RequestDelegate next, ILogger<PageFaults> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var refused = context.Features.Get<IStatusCodeReExecuteFeature>();
        var method = context.Request.Method;
        try
        {
            // Re-execute a form post as GET, so that the form is not processed again.
            if (refused is not null) { context.Request.Method = HttpMethods.Get; }
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser is gone, whatever else failed on the way.
            if (!context.Response.HasStarted) { Answer(context, StatusCodes.Status499ClientClosedRequest); }
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
        catch (Exception error) when (!context.Response.HasStarted)
        {
            Answer(context, StatusCodes.Status500InternalServerError);
            logger.PageFailed(error, context.Request.Method, context.Request.Path);
            Activity.Current?.AddException(error);
        }
        finally
        {
            if (refused is not null)
            {
                // The span keeps the requested route, not the status page.
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
