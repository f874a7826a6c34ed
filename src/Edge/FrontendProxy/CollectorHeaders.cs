using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace OtelShop.FrontendProxies;

/// <summary>Adds the API key of the telemetry receiver, which browsers must not know, and keeps the visitor's cookies from it.</summary>
internal static class CollectorHeaders
{
    public static void Add(TransformBuilderContext route)
    {
        route.AddRequestHeaderRemove(HeaderNames.Cookie);
        var headers = route.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.CollectorHeaders ?? "";
        foreach (var header in headers.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (header.Split('=', 2) is [var name, var value])
                route.AddRequestHeader(name, Uri.UnescapeDataString(value), append: false);
        }
    }
}
