using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace OtelShop.ServiceDefaults.Http;

/// <summary>What surrounds every request, before the application's own middleware.</summary>
internal sealed class DefaultPipeline : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<RequestSpans>();
        next(app);
    };
}
