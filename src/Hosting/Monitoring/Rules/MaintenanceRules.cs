namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Planned maintenance: a label of the shop's namespace, which has an effect for a limited time, so that a forgotten one does not mute pages.</summary>
internal static class MaintenanceRules
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    public static IEnumerable<Rule> Recordings(MonitoredShop shop, RuleSpeed speed)
    {
        yield return Rule.Recording(
            Series.MaintenancePlanned,
            $"max(kube_namespace_labels{{label_app_kubernetes_io_part_of=\"{shop.Namespace}\",namespace!~\"{Previews.Namespaces}\",label_otelshop_io_maintenance=\"planned\"}} or otelshop_maintenance_active == 1 or vector(0))");
        // The sum is the number of evaluations within the window that saw the label.
        yield return Rule.Recording(
            Series.Maintenance,
            $"{Series.MaintenancePlanned} * (sum_over_time({Series.MaintenancePlanned}[{speed.Window(Longest)}]) * {speed.Interval.TotalSeconds} < bool {speed.Scaled((long)Longest.TotalSeconds)})");
    }

    public static RuleGroup Alerts(RuleSpeed speed) => new("maintenance", RuleSpeed.Text(speed.Interval),
    [
        Alert("PlannedMaintenance", Severity.Info).When(
            $"{Series.Maintenance} == 1",
            "Planned maintenance",
            "Service levels do not count what happens now, and other alerts are muted. It ends with the label of the namespace, and after four hours at the latest."),
        Alert("MaintenanceTooLong", Severity.Ticket).When(
            $"{Series.MaintenancePlanned} == 1 and {Series.Maintenance} == 0",
            "Planned maintenance lasts longer than four hours",
            "The label of planned maintenance is older than four hours. It has no effect any more: service levels count again, and alerts page."),
    ]);

    private static AlertRule Alert(string name, Severity severity) => new(name, "budget", "/d/otelshop-slo", severity, AlertKind.Maintenance) { Owner = MonitoredService.DefaultOwner };
}
