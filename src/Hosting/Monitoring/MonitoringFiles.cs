using System.Text.Json.Nodes;
using OtelShop.Hosting.Monitoring.Alertmanager;
using OtelShop.Hosting.Monitoring.Dashboards;
using OtelShop.Hosting.Monitoring.Rules;

namespace OtelShop.Hosting.Monitoring;

/// <summary>Everything that is generated for monitoring.</summary>
public static class MonitoringFiles
{
    /// <summary>Files by their path below <c>monitoring/</c>, in a fixed order.</summary>
    /// <param name="shop">The shop.</param>
    public static IEnumerable<(string Path, string Text)> Of(MonitoredShop shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        return [.. GrafanaFiles.Of(shop)];
    }

    /// <summary>Documents that are written as YAML, by their path below <c>monitoring/</c>.</summary>
    /// <param name="shop">The shop.</param>
    public static IEnumerable<(string Path, JsonNode Document)> DocumentsOf(MonitoredShop shop) =>
        [.. RuleFiles.Of(shop), .. AlertmanagerConfig.Of(shop)];
}
