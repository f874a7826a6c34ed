using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Storage;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Live;

namespace OtelShop.Dashboard.Tests.Telemetry;

/// <summary>Trace and log store with one budget, as the dashboard has them.</summary>
internal sealed class Stores
{
    public Stores(TelemetryLimitOptions? limits = null)
    {
        var options = Options.Create(new DashboardOptions { TelemetryLimits = limits ?? new() });
        var time = new ManualTime();
        time.Advance(UnixTime.ToTimeSpan(Now));
        Budget = new(options);
        Resources = new(Changes);
        Traces = new(Resources, Changes, time, Budget, options);
        Logs = new(Resources, Changes, time, Budget, options);
    }

    /// <summary>An hour after noon, in Unix nanoseconds: at that the clock stands.</summary>
    public static long Now => TelemetrySamples.Noon + (3_600_000 * TelemetrySamples.Millisecond);

    public ChangeFeed Changes { get; } = new();

    public MemoryBudget Budget { get; }

    public ResourceDirectory Resources { get; }

    public TraceStore Traces { get; }

    public LogStore Logs { get; }
}
