using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Metrics;
using OtelShop.Dashboard.Telemetry.Storage;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Telemetry;

internal static class TelemetryBuilderExtensions
{
    public static void AddTelemetryStore(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChangeFeed>();
        builder.Services.AddSingleton<ResourceDirectory>();
        builder.Services.AddSingleton<MemoryBudget>(services => new(services.GetRequiredService<IOptions<DashboardOptions>>()));
        builder.Services.AddSingleton<TraceStore>();
        builder.Services.AddSingleton<LogStore>();
        builder.Services.AddSingleton<MetricStore>();
    }
}
