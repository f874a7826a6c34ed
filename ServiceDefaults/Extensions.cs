using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Http.Resilience;
using OpenFeature.Hooks;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OtelShop.FaultInjection;
using OtelShop.ServiceDefaults.Health;
using OtelShop.ServiceDefaults.Http;
using OtelShop.ServiceDefaults.Identity;
using OtelShop.ServiceDefaults.Kafka;
using OtelShop.ServiceDefaults.Redis;
using OtelShop.ServiceDefaults.Rpc;
using OtelShop.ServiceDefaults.Telemetry;
using OtelShop.ServiceDefaults.Tls;

namespace Microsoft.Extensions.Hosting;

/// <summary>Defaults of every service of the shop: telemetry, health checks, service discovery, resilience, gRPC, feature flags and error responses.</summary>
public static class Extensions
{
    private const string HealthEndpointPath = "/health";
    private const string AlivenessEndpointPath = "/alive";
    private const string ServiceNamespace = "otelshop";

    // Twice the largest that a route of the shop takes, so that a route answers for its own limit.
    private const long LargestBody = 8 * 1024 * 1024;

    /// <summary>
    /// Adds the defaults. The service's name is <c>OTEL_SERVICE_NAME</c>, its endpoints are <c>Kestrel:Endpoints</c>, addresses of other services come from
    /// <c>services:*</c>. Where Azure Workload Identity has set <c>AZURE_CLIENT_ID</c>, <c>AZURE_TENANT_ID</c> and <c>AZURE_FEDERATED_TOKEN_FILE</c>, clients of
    /// PostgreSQL and Redis whose connection string has no password sign in with tokens. With <c>Tls:Authority</c> gRPC between services is mutual TLS.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="sources">Names of the service's own activity sources and meters.</param>
    /// <returns>The application.</returns>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, params string[] sources)
        where TBuilder : IHostApplicationBuilder
    {
        builder.ConfigureOpenTelemetry(sources);
        builder.AddDefaultHealthChecks();
        builder.AddWorkloadIdentity();
        builder.AddRedisPasswordFile();
        builder.AddMutualTls();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            // A repeated POST would charge or ship twice.
            http.AddStandardResilienceHandler(resilience => resilience.Retry.DisableForUnsafeHttpMethods());
            http.AddFaultInjection();
            http.AddServiceDiscovery();
        });
        builder.Services.AddGrpcDefaults();
        builder.Services.AddFeatureFlags(builder.ServiceName());
        builder.Services.AddFaultInjection();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ProblemExceptionHandler>();
        builder.Services.Configure<KestrelServerOptions>(kestrel => (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, LargestBody));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(4));
        return builder;
    }

    /// <summary>
    /// Adds traces, metrics and logs, exported to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or the variable of a signal; without them nothing is exported. The
    /// other <c>OTEL_*</c> variables work as OpenTelemetry specifies them.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="sources">Names of the service's own activity sources and meters.</param>
    /// <returns>The application.</returns>
    public static TBuilder ConfigureOpenTelemetry<TBuilder>(this TBuilder builder, params string[] sources)
        where TBuilder : IHostApplicationBuilder
    {
        builder.UseCurrentConventions();
        builder.ConfigurePropagation();
        builder.ConfigureLogging();
        builder.Services.AddHostedService<TelemetryShutdown>();
        builder.Services.AddOpenTelemetry()
            // Last, so that OTEL_RESOURCE_ATTRIBUTES overrides the defaults.
            .ConfigureResource(resource => resource
                .AddService(builder.ServiceName(), ServiceNamespace, Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3))
                .AddAttributes([new("deployment.environment.name", builder.Environment.EnvironmentName.ToLowerInvariant())])
                .AddDetector(new ProcessDetector())
                .AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddProcessInstrumentation()
                .AddMeter([KafkaTelemetry.SourceName, RpcMetrics.MeterName, FaultInjectionExtensions.MeterName, MetricsHook.MeterName, .. sources])
                .DropInstruments())
            .WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = http => !IsProbe(http.Request.Path);
                    // The instrumentation sets the status by the gRPC code alone and discards what the service has said.
                    requests.EnrichWithHttpResponse = (span, _) =>
                    {
                        if (span.GetTagItem("error.type") is not null)
                            span.SetStatus(ActivityStatusCode.Error);
                    };
                })
                .AddGrpcClientInstrumentation(calls => calls.SuppressDownstreamInstrumentation = true)
                .AddHttpClientInstrumentation()
                .AddSource([KafkaTelemetry.SourceName, .. sources]));
        builder.AddExporters();
        BackgroundLogs.AddTo(builder.Services);
        return builder;
    }

    /// <summary>Adds the liveness check. Health checks of the service are not traced.</summary>
    /// <param name="builder">The application.</param>
    /// <returns>The application.</returns>
    public static TBuilder AddDefaultHealthChecks<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), ["live"]);
        builder.Services.PostConfigure<HealthCheckServiceOptions>(UntracedHealthCheck.WrapAll);
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (everything that the service needs answers), <c>/alive</c> (the process answers; failing it is a reason to restart), grpc.health.v1
    /// and gRPC server reflection.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <returns>The application.</returns>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<UnreadableRequest>();
        app.UseFaultInjection();
        app.MapHealthChecks(HealthEndpointPath, new HealthCheckOptions { ResponseWriter = HealthResponse.WriteAsync })
            .DisableHttpMetrics().DisableFaultInjection();
        app.MapHealthChecks(AlivenessEndpointPath, new HealthCheckOptions { Predicate = check => check.Tags.Contains("live") })
            .DisableHttpMetrics().DisableFaultInjection();
        app.Services.GetRequiredService<MappedGrpcServices>().Routes = app;
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        return app;
    }

    private static string ServiceName(this IHostApplicationBuilder builder) =>
        builder.Configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : builder.Environment.ApplicationName;

    // Opt-in conventions: spans named by gRPC method, stable database attributes; exemplars. First in order, so that any other source overrides them.
    private static void UseCurrentConventions(this IHostApplicationBuilder builder)
    {
        const string DatabaseConventions = "OTEL_SEMCONV_STABILITY_OPT_IN";
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = [new("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_ENABLE_GRPC_INSTRUMENTATION", "true"), new(DatabaseConventions, "database"), new("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based")],
        });
        // The Redis instrumentation reads the environment only.
        Environment.SetEnvironmentVariable(DatabaseConventions, builder.Configuration[DatabaseConventions]);
    }

    private static bool IsProbe(PathString path) =>
        path.StartsWithSegments(HealthEndpointPath) || path.StartsWithSegments(AlivenessEndpointPath)
        || path.StartsWithSegments("/grpc.health.v1.Health")
        || path.StartsWithSegments("/grpc.reflection.v1.ServerReflection") || path.StartsWithSegments("/grpc.reflection.v1alpha.ServerReflection");
}
