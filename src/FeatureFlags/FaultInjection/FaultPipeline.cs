using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace OtelShop.FaultInjection;

/// <summary>
/// Puts <see cref="FaultMiddleware"/> behind all middleware of the application, which is complete when the server starts: a page that fails on
/// purpose is shown as the application shows its failures.
/// </summary>
internal sealed class FaultPipeline : IStartupFilter
{
    /// <summary>The application; null for one that has no default endpoints, which nothing breaks then.</summary>
    public WebApplication? Application { get; set; }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => outer =>
    {
        Application?.UseMiddleware<FaultMiddleware>();
        next(outer);
    };
}
