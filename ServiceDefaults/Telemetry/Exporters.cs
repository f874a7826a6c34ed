using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>Exporters of a service's telemetry, as the standard variables select them. The SDK itself reads none of <c>OTEL_TRACES_EXPORTER</c> and its like.</summary>
internal static class Exporters
{
    private const string Otlp = "otlp";
    private const string Console = "console";
    private const string Prometheus = "prometheus";
    private const string None = "none";

    /// <summary>
    /// Adds OTLP for each signal that has an address in <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or in its own variable, unless <c>OTEL_TRACES_EXPORTER</c>,
    /// <c>OTEL_METRICS_EXPORTER</c> or <c>OTEL_LOGS_EXPORTER</c> names other exporters. For metrics <c>prometheus</c> is one: it serves <c>/metrics</c> at
    /// <c>OTEL_EXPORTER_PROMETHEUS_HOST</c> (default localhost) and <c>OTEL_EXPORTER_PROMETHEUS_PORT</c> (default 9464).
    /// </summary>
    /// <exception cref="InvalidOperationException">A variable names an unknown exporter.</exception>
    public static void AddExporters(this IHostApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var telemetry = builder.Services.AddOpenTelemetry();
        var traces = ExportersOf(configuration, "TRACES", [Otlp, Console, None]);
        var metrics = ExportersOf(configuration, "METRICS", [Otlp, Prometheus, Console, None]);
        var logs = ExportersOf(configuration, "LOGS", [Otlp, Console, None]);
        if (traces.Contains(Console))
            telemetry.WithTracing(tracing => tracing.AddConsoleExporter());
        if (metrics.Contains(Console))
            telemetry.WithMetrics(metering => metering.AddConsoleExporter());
        if (traces.Contains(Otlp))
            telemetry.WithTracing(tracing => tracing.AddOtlpExporter(options => options.Bind(configuration, "TRACES")));
        if (metrics.Contains(Otlp))
            telemetry.WithMetrics(metering => metering.AddOtlpExporter(options => options.Bind(configuration, "METRICS")));
        // Not an endpoint of Kestrel: most services listen for HTTP/2 alone, and each scrape would count among their requests.
        if (metrics.Contains(Prometheus))
            telemetry.WithMetrics(metering => metering.AddPrometheusHttpListener(listener =>
            {
                listener.Host = configuration["OTEL_EXPORTER_PROMETHEUS_HOST"] is { Length: > 0 } host ? host : listener.Host;
                listener.Port = configuration.GetValue("OTEL_EXPORTER_PROMETHEUS_PORT", listener.Port);
            }));
        // The console has the log records in any case.
        if (logs.Contains(Otlp))
            telemetry.WithLogging(logging => logging.AddOtlpExporter(options => options.Bind(configuration, "LOGS")));
    }

    private static string[] ExportersOf(IConfiguration configuration, string signal, string[] known)
    {
        var variable = $"OTEL_{signal}_EXPORTER";
        var names = configuration[variable] is { } value && !string.IsNullOrWhiteSpace(value)
            ? value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [Otlp];
        if (names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new InvalidOperationException($"{variable} names '{unknown}': its exporters are {string.Join(", ", known)}.");
        return HasEndpoint(configuration, signal) ? names : [.. names.Where(name => name != Otlp)];
    }

    private static bool HasEndpoint(IConfiguration configuration, string signal) =>
        !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) || !string.IsNullOrWhiteSpace(configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]);

    // The exporter of one signal reads the variables of all signals only.
    private static void Bind(this OtlpExporterOptions options, IConfiguration configuration, string signal)
    {
        if (Value("PROTOCOL") is { } protocol)
            options.Protocol = protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (Value("ENDPOINT") is { } endpoint)
            options.Endpoint = new Uri(endpoint);
        if (Value("HEADERS") is { } headers)
            options.Headers = headers;
        if (configuration.GetValue<int?>($"OTEL_EXPORTER_OTLP_{signal}_TIMEOUT") is { } timeout)
            options.TimeoutMilliseconds = timeout;
        if (Value("COMPRESSION") is { } compression)
            options.Compression = compression == "gzip" ? OtlpExportCompression.GZip : OtlpExportCompression.None;

        // Not the default itself, which would be replaced by a client with the services' retries, discovery and faults.
        var client = options.HttpClientFactory;
        options.HttpClientFactory = () => client();

        string? Value(string name) => configuration[$"OTEL_EXPORTER_OTLP_{signal}_{name}"] is { Length: > 0 } value ? value : null;
    }
}
