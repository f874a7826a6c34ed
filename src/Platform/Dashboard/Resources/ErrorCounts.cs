using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Logs;

namespace OtelShop.Dashboard.Resources;

/// <summary>How many errors each service has logged, of those that are kept.</summary>
internal sealed class ErrorCounts(LogStore logs)
{
    /// <summary>By service name, whose case does not count, as in names of resources. A service without errors is missing.</summary>
    public IReadOnlyDictionary<string, int> Count() => logs.FindEntries(new() { MinSeverity = SeverityNumber.Error })
        .CountBy(record => record.Resource.ServiceName, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
}
