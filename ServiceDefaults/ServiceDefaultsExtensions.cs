using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OtelShop.ServiceDefaults.Faults;
using OtelShop.ServiceDefaults.FeatureFlags;
using OtelShop.ServiceDefaults.Health;
using OtelShop.ServiceDefaults.Http;
using OtelShop.ServiceDefaults.Resilience;
using OtelShop.ServiceDefaults.Rpc;
using OtelShop.ServiceDefaults.Telemetry;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of the shop has in common: telemetry, health, discovery, resilience, gRPC, feature flags and the shape of its errors.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds the defaults. Endpoints come from <c>Kestrel:Endpoints</c>, addresses of other services from <c>services:*</c>,
    /// telemetry is exported when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="serviceName">The service as telemetry names it.</param>
    /// <param name="sources">The service's own activity sources and meters.</param>
    /// <returns>The application.</returns>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string serviceName, params string[] sources)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddConsoleLogging();
        builder.AddTelemetry(serviceName, sources);
        builder.Services.AddSelfCheck();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(client => client.RemoveAllLoggers().AddStandardResilience().AddBlackHole().AddServiceDiscovery());
        builder.Services.AddRpcDefaults();
        builder.Services.AddFeatureFlags(serviceName);
        builder.Services.AddFaults();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ProblemExceptionHandler>();
        builder.Services.AddTransient<IStartupFilter, DefaultPipeline>();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(4));
        return builder;
    }

    /// <summary>Maps <c>/health</c>, <c>/alive</c>, grpc.health.v1 and server reflection.</summary>
    /// <param name="app">The application.</param>
    /// <returns>The application.</returns>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        // Here and not in DefaultPipeline: in Development the framework puts its page of stack traces in between.
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseFaults();
        app.MapHealth();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        return app;
    }

    // One line an event, for a terminal, a file and a log collector alike.
    private static void AddConsoleLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
    }
}
