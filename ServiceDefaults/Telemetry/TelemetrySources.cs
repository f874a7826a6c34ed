using OpenFeature.Hooks;
using OtelShop.ServiceDefaults.Faults;
using OtelShop.ServiceDefaults.Kafka;
using OtelShop.ServiceDefaults.Redis;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>Activity sources and meters that every service exports, besides its own.</summary>
internal static class TelemetrySources
{
    public static readonly IReadOnlyList<string> Traces =
    [
        "Microsoft.AspNetCore", "System.Net.Http", "Grpc.Net.Client", "Npgsql", KafkaTelemetry.SourceName, RedisTracing.SourceName,
    ];

    public static readonly IReadOnlyList<string> Metrics =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics", "System.Net.Http",
        "System.Net.NameResolution", "System.Runtime", "Grpc.AspNetCore.Server", "Grpc.Net.Client", "Npgsql", KafkaTelemetry.SourceName, ProcessMetrics.MeterName,
        FaultTelemetry.MeterName,
        MetricsHook.MeterName,
    ];
}
