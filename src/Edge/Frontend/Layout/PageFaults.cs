using System.Diagnostics;
using Grpc.Core;
using OtelShop.Frontends.Api;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Rpc;

namespace OtelShop.Frontends.Layout;

/// <summary>Maps exceptions of a page to an HTTP status without a body, for which the status page is rendered.</summary>
internal sealed class PageFaults(RequestDelegate next, ILogger<PageFaults> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser is gone, whatever else failed on the way.
            if (!context.Response.HasStarted) { Answer(context, StatusCodes.Status499ClientClosedRequest); }
        }
        catch (RpcException error) when (!context.Response.HasStarted)
        {
            var found = BackendError.Of(error);
            Answer(context, found.StatusCode);
            if (!found.IsFault) { return; }
            logger.BackendFailed(error, context.Request.Method, context.Request.Path, error.StatusCode.ToConventionName());
            Activity.Current?.AddException(error);
        }
        catch (NotFoundException) when (!context.Response.HasStarted)
        {
            Answer(context, StatusCodes.Status404NotFound);
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
    }

    private static void Answer(HttpContext context, int status)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
    }
}
