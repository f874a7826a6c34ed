using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Storage;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Tests.Telemetry;

/// <summary>Trace and log store with one budget, as the dashboard has them.</summary>
internal sealed class Stores
{
    public Stores(TelemetryLimitOptions? limits = null, TimeProvider? time = null)
    {
        var options = Options.Create(new DashboardOptions { TelemetryLimits = limits ?? new() });
        Budget = new(options);
        Resources = new(Changes);
        Traces = new(Resources, Changes, time ?? TimeProvider.System, Budget, options);
        Logs = new(Resources, Changes, time ?? TimeProvider.System, Budget, options);
    }

    public ChangeFeed Changes { get; } = new();

    public MemoryBudget Budget { get; }

    public ResourceDirectory Resources { get; }

    public TraceStore Traces { get; }

    public LogStore Logs { get; }
}
