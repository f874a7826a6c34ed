using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OtelShop.Dashboard.Listeners;

internal static class ListenerBuilderExtensions
{
    /// <summary>Opens the three listeners at the configured addresses.</summary>
    public static void AddListeners(this WebApplicationBuilder builder)
    {
        var addresses = new DashboardAddresses();
        builder.Services.AddSingleton(addresses);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var options = builder.Configuration.GetSection(DashboardOptions.Section).Get<DashboardOptions>() ?? new();
            Open(kestrel, addresses, Listener.Pages, options.Frontend.EndpointUrls, HttpProtocols.Http1);
            Open(kestrel, addresses, Listener.OtlpGrpc, options.Otlp.GrpcEndpointUrl, HttpProtocols.Http2);
            Open(kestrel, addresses, Listener.OtlpHttp, options.Otlp.HttpEndpointUrl, HttpProtocols.Http1);
        });
    }

    /// <summary>Hides from each listener what belongs to another: no page on the OTLP ports, no OTLP beside the pages.</summary>
    public static void UseListeners(this WebApplication app) => app.Use((context, next) =>
    {
        var belongsTo = context.GetEndpoint()?.Metadata.GetMetadata<ListenerMetadata>()?.Listener ?? Listener.Pages;
        if (context.Features.Get<ListenerMetadata>()?.Listener is { } came && came != belongsTo)
            context.SetEndpoint(null);
        return next(context);
    });

    private static void Open(KestrelServerOptions kestrel, DashboardAddresses addresses, Listener listener, string urls, HttpProtocols protocols)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var binding = BindingAddress.Parse(url);
            void Configure(ListenOptions options)
            {
                options.Protocols = protocols;
                options.Use(next => connection =>
                {
                    connection.Features.Set(new ListenerMetadata(listener));
                    return next(connection);
                });
                if (binding.Scheme == Uri.UriSchemeHttps)
                    options.UseHttps();
                addresses.Add(listener, binding.Scheme, options);
            }

            // A port of "localhost" cannot be chosen by the system for both families at once; its first address can.
            if (binding.Host == "localhost")
                kestrel.Listen(IPAddress.Loopback, binding.Port, Configure);
            else if (IPAddress.TryParse(binding.Host.Trim('[', ']'), out var address))
                kestrel.Listen(address, binding.Port, Configure);
            else
                kestrel.ListenAnyIP(binding.Port, Configure);
        }
    }
}
