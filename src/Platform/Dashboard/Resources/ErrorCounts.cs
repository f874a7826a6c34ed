using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Logs;

namespace OtelShop.Dashboard.Resources;

/// <summary>How many errors each service has logged, of those that are kept.</summary>
internal sealed class ErrorCounts(ResourceDirectory senders, LogStore logs)
{
    /// <summary>By service name. A service without errors is missing.</summary>
    public IReadOnlyDictionary<string, int> Count() => senders.All.Select(sender => sender.ServiceName).Distinct()
        .Select(service => KeyValuePair.Create(service, logs.Find(new LogQuery { Resources = [service], MinSeverity = SeverityNumber.Error, Take = 0 }).Matched))
        .Where(count => count.Value > 0).ToDictionary(StringComparer.OrdinalIgnoreCase);
}
