using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

internal static partial class DashboardLog
{
    [LoggerMessage(1, LogLevel.Warning, "Port {Wanted} is in use by another program: the {Endpoint} listens on {Port} instead.")]
    public static partial void PortMoved(this ILogger logger, int wanted, string endpoint, int port);

    [LoggerMessage(2, LogLevel.Warning, "Telemetry goes to {Destination}, because OTEL_EXPORTER_OTLP_ENDPOINT is set; the dashboard shows none of it.")]
    public static partial void TelemetryGoesElsewhere(this ILogger logger, string destination);
}
