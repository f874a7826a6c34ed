using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.Pages.Layout;

/// <summary>303 after a processed form.</summary>
/// <param name="path">Path within the site; any other redirects to its home page.</param>
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
