using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>The process as the operating system sees it, by OpenTelemetry's process.* conventions; the runtime's own metrics are dotnet.*.</summary>
internal sealed class ProcessMetrics(IMeterFactory meters, TimeProvider clock)
{
    public const string MeterName = "OtelShop.Process";

    /// <summary>Creates the instruments; to be called once, when somebody reads them.</summary>
    public void Publish()
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("process.cpu.time", CpuTime, unit: "s");
        meter.CreateObservableUpDownCounter("process.memory.usage", () => Read(process => process.WorkingSet64), unit: "By");
        meter.CreateObservableUpDownCounter("process.memory.virtual", () => Read(process => process.VirtualMemorySize64), unit: "By");
        meter.CreateObservableUpDownCounter("process.thread.count", () => Read(process => process.Threads.Count), unit: "{thread}");
        meter.CreateObservableGauge("process.uptime", () => Read(process => (clock.GetLocalNow() - process.StartTime).TotalSeconds), unit: "s");
    }

    private static IEnumerable<Measurement<double>> CpuTime()
    {
        using var process = Process.GetCurrentProcess();
        return
        [
            new(process.UserProcessorTime.TotalSeconds, new KeyValuePair<string, object?>("cpu.mode", "user")),
            new(process.PrivilegedProcessorTime.TotalSeconds, new KeyValuePair<string, object?>("cpu.mode", "system")),
        ];
    }

    private static T Read<T>(Func<Process, T> value)
    {
        using var process = Process.GetCurrentProcess();
        return value(process);
    }
}
