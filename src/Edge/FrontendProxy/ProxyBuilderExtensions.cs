using System.Text;
using Microsoft.Net.Http.Headers;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using OtelShop.FaultInjection;
using OtelShop.FrontendProxies.Requests;
using OtelShop.FrontendProxies.Responses;
using OtelShop.ServiceDefaults.Http;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace OtelShop.FrontendProxies;

internal static class ProxyBuilderExtensions
{
    // Headers by which clients could claim an address or a path at a destination; X-Forwarded-* are set anew.
    private static readonly string[] Untrusted = ["Forwarded", "X-Real-IP", "X-Original-URL", "X-Rewrite-URL", "X-Original-Host"];

    public static void AddProxy(this WebApplicationBuilder builder)
    {
        // A line on the console for each request would cost more than the request; OTLP has them.
        builder.Logging.AddFilter<ConsoleLoggerProvider>(typeof(AccessLog).FullName, LogLevel.None);
        var services = builder.Services;
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ProxyOptions>>(Limit);
        services.AddSingleton<FaultDelay>();
        services.AddSingleton<BrowserTelemetry>();
        services.AddClientRateLimit();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/manifest+json", "application/problem+json", "image/svg+xml"];
        });
        services.AddSingleton<IResponseCompressionProvider, Compression>();
        services.AddSingleton<IForwarderHttpClientFactory, DestinationClientFactory>();
        services.AddReverseProxy()
            .LoadFromMemory(ProxyRoutes.All, Destinations.All(builder.Configuration))
            .AddServiceDiscoveryDestinationResolver()
            .AddTransforms(route =>
            {
                foreach (var header in Untrusted)
                    route.AddRequestHeaderRemove(header);
                if (route.Route.ClusterId == Destinations.Collector)
                    CollectorHeaders.Add(route);
                route.AddRequestTransform(EncodedSlash.KeepAsync);
            });
    }

    /// <summary>Adds what happens to a request before it is routed.</summary>
    public static void UseProxy(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value;
        app.UseTrustedProxies(options.KnownProxies);
        app.UseMiddleware<AccessLog>();
        app.UseMiddleware<ResponseHeaders>();
        app.UseMiddleware<RequestCheck>();
        app.UseResponseCompression();
    }

    public static void MapProxy(this WebApplication app)
    {
        app.UseRateLimiter();
        app.MapReverseProxy(pipeline =>
        {
            pipeline.Use(ErrorResponse.AnswerFailuresAsync);
            pipeline.Use(TrailingSlash.RedirectAsync);
            pipeline.Use(FlagEvaluation.CheckAsync);
            pipeline.Use(app.Services.GetRequiredService<BrowserTelemetry>().CheckAsync);
            pipeline.Use(app.Services.GetRequiredService<FaultDelay>().DelayAsync);
            pipeline.Use(Streams.WithoutTimeoutAsync);
        }).RequireRateLimiting(ClientRateLimit.Policy).ConfigureEndpoints(static (endpoint, route) =>
        {
            if (route.Metadata?.ContainsKey(ProxyRoutes.NoFaults) is true)
                endpoint.DisableFaultInjection();
        });
    }

    private static void Limit(KestrelServerOptions kestrel, IOptions<ProxyOptions> options)
    {
        kestrel.Limits.MaxRequestBodySize = options.Value.MaxBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        // A dead client must not keep a silent stream.
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        // Bytes pass unchanged; the destinations judge them. Kestrel decodes a length itself: with an encoding it drops the connection of one beyond 20 digits.
        kestrel.RequestHeaderEncodingSelector = header => header == HeaderNames.ContentLength ? null : Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
    }
}
