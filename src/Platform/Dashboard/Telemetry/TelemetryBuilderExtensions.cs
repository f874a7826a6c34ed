using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Metrics;
using OtelShop.Dashboard.Telemetry.Snapshots;
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
        builder.AddSnapshots();
    }

    private static void AddSnapshots(this WebApplicationBuilder builder)
    {
        builder.AddSnapshotOf<TraceStore>("traces");
        builder.AddSnapshotOf<LogStore>("logs");
        builder.AddSnapshotOf<MetricStore>("metrics");
        builder.Services.AddHostedService<TelemetrySnapshot>();
    }

    private static void AddSnapshotOf<TStore>(this WebApplicationBuilder builder, string name)
        where TStore : ITelemetryKeeper => builder.Services.AddSingleton(services =>
    {
        var store = services.GetRequiredService<TStore>();
        return new SnapshotPart(name, () => store.Export().Select(chunk => chunk.Data), data => store.Add(data));
    });
}
