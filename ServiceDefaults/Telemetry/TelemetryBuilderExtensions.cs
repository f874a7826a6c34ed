using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>
/// Adds OpenTelemetry. Without OTEL_EXPORTER_OTLP_ENDPOINT nothing listens, so nothing is spent. Endpoint, protocol, headers, sampler and
/// intervals are the SDK's variables, read from the application's configuration.
/// </summary>
internal static class TelemetryBuilderExtensions
{
    private const string ServiceNamespace = "otelshop";

    public static void AddTelemetry(this IHostApplicationBuilder builder, string serviceName, string[] sources)
    {
        // The SDK stamps trace and span on each record; as scopes they would come a second time, under other names.
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.None);
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        new TelemetryBuilder(builder.Services)
            .ConfigureResource(resource => Describe(resource, serviceName))
            .WithTracing(traces => traces.AddSource([.. TelemetrySources.Traces, .. sources]))
            .WithMetrics(metrics => metrics.AddMeter([.. TelemetrySources.Metrics, .. sources]).SetExemplarFilter(ExemplarFilterType.TraceBased))
            .WithLogging(null, logs =>
            {
                logs.IncludeFormattedMessage = true;
                logs.IncludeScopes = true;
            })
            .UseOtlpExporter();
        builder.Services.AddSingleton<ProcessMetrics>();
        builder.Services.AddHostedService<TelemetryExport>();
    }

    // The environment comes last: OTEL_RESOURCE_ATTRIBUTES and OTEL_SERVICE_NAME have the last word.
    private static void Describe(ResourceBuilder resource, string serviceName) => resource
        .AddService(serviceName, ServiceNamespace, Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3))
        .AddAttributes([
            new("host.name", Environment.MachineName),
            new("process.pid", Environment.ProcessId),
            new("process.runtime.name", ".NET"),
            new("process.runtime.version", Environment.Version.ToString()),
        ])
        .AddEnvironmentVariableDetector();
}
