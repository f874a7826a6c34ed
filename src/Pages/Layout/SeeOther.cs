using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.Pages.Layout;

/// <summary>303: the form is done, look there.</summary>
/// <param name="path">An address of the site; any other leads to its first page.</param>
public sealed class SeeOther(string? path) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = httpContext.RequestServices.GetRequiredService<Site>().OrHome(path);
        return Task.CompletedTask;
    }
}
