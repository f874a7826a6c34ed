using System.Diagnostics;
using Grpc.Core;
using OtelShop.Frontends.Api;

namespace OtelShop.Frontends.Layout;

/// <summary>Turns what a page throws into its HTTP status without a body; the status page is rendered around this.</summary>
internal sealed class PageFaults(RequestDelegate next, ILogger<PageFaults> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
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
    }

    private static void Answer(HttpContext context, int status)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
    }
}
