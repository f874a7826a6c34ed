using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OtelShop.Flagd.Listeners;

internal static class ListenerBuilderExtensions
{
    public static void AddListeners(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ListenerAddresses>();
        builder.Services.AddSingleton<HttpVersionDetection>();
        builder.Services.AddSingleton<IPostConfigureOptions<KestrelServerOptions>, KestrelListeners>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, ListenerPolicy>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, ContentTypePolicy>());
    }

    /// <summary>Restricts routes to one port.</summary>
    public static TBuilder At<TBuilder>(this TBuilder routes, Listener listener) where TBuilder : IEndpointConventionBuilder
    {
        routes.Add(endpoint => endpoint.Metadata.Add(listener));
        return routes;
    }
}
