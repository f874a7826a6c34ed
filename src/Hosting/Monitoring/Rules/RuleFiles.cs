using System.Text.Json.Nodes;

namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Rule files of Prometheus: at real speed, and beside them at the speed of a demonstration.</summary>
public static class RuleFiles
{
    /// <summary>Documents by their path below <c>rules/</c>.</summary>
    /// <param name="shop">The shop.</param>
    public static IEnumerable<(string Path, JsonNode Document)> Of(MonitoredShop shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        return from speed in new[] { RuleSpeed.Real, RuleSpeed.Demo }
               from file in Groups(shop, speed)
               select ($"rules/{(speed.IsReal ? "" : "demo/")}{file.Name}.yaml", (JsonNode)new JsonObject { ["groups"] = RuleJson.Of(file.Groups) });
    }

    /// <summary>Groups at real speed by their file, as the specification of a PrometheusRule has them.</summary>
    /// <param name="shop">The shop.</param>
    public static IEnumerable<(string Name, JsonNode Groups)> OfOperator(MonitoredShop shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        return Groups(shop, RuleSpeed.Real).Select(file => (file.Name, (JsonNode)RuleJson.Of(file.Groups)));
    }

    internal static IEnumerable<(string Name, IReadOnlyList<RuleGroup> Groups)> Groups(MonitoredShop shop, RuleSpeed speed)
    {
        yield return ("slo", [SloRules.Indicators(shop, speed), SloRules.Budgets(speed), SloAlerts.BurnRates(speed), SloAlerts.Policy(speed)]);
        RuleGroup?[] groups =
        [
            EntranceRules.Of(shop, speed), TelemetryRules.Of(shop, speed), ConsumerRules.Of(shop, speed), ConsumerRules.WorkOf(shop, speed),
            DependencyRules.Of(shop, speed), SaturationRules.Of(shop, speed), MaintenanceRules.Alerts(speed), SecurityRules.Of(shop, speed), BackupRules.Of(speed), DeliveryRules.Of(shop, speed),
        ];
        yield return ("shop", [.. groups.OfType<RuleGroup>().Where(group => group.Rules.Count > 0)]);
    }
}
