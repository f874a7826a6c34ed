using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>Adds OpenTelemetry. Without OTEL_EXPORTER_OTLP_ENDPOINT nothing listens, so nothing is spent.</summary>
internal static class TelemetryBuilderExtensions
{
    private const string ServiceNamespace = "otelshop";

    public static void AddTelemetry(this IHostApplicationBuilder builder, string serviceName, IEnumerable<string> sources)
    {
        var options = new TelemetryOptions { ServiceName = serviceName };
        options.Sources.AddRange(sources);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<ProcessMetrics>();
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        builder.Services.AddHostedService<TelemetryExport>();
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
            logs.SetResourceBuilder(Describe(options)).AddOtlpExporter();
        });
    }

    /// <summary>The resource that every signal of this process carries; OTEL_RESOURCE_ATTRIBUTES and OTEL_SERVICE_NAME have precedence.</summary>
    public static ResourceBuilder Describe(TelemetryOptions options)
    {
        var version = Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3);
        return ResourceBuilder.CreateEmpty()
            .AddService(options.ServiceName, ServiceNamespace, version)
            .AddTelemetrySdk()
            .AddAttributes([
                new("host.name", Environment.MachineName),
                new("process.pid", Environment.ProcessId),
                new("process.runtime.name", ".NET"),
                new("process.runtime.version", Environment.Version.ToString()),
            ])
            .AddEnvironmentVariableDetector();
    }
}
