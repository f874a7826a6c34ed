namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Services that stop reporting.</summary>
internal static class TelemetryRules
{
    // Every .NET process has it, with or without requests.
    private const string Reporting = "dotnet_process_memory_working_set_bytes";

    public static RuleGroup Of(MonitoredShop shop, RuleSpeed speed)
    {
        var selector = $"{Reporting}{{{shop.JobMatcher}}}[{speed.Window(TimeSpan.FromMinutes(5))}]";
        var wait = speed.Wait(TimeSpan.FromMinutes(5));
        return new RuleGroup("telemetry", RuleSpeed.Text(speed.Interval),
        [
            new AlertRule("ServiceTelemetryAbsent", "telemetry", "/d/otelshop-service?var-service={{ $labels.service }}", Severity.Page, AlertKind.Telemetry) { For = wait }.When(
                $"{Series.ServiceInfo}{{tier=\"critical\"}}\nunless on (job) count by (job) (max_over_time({selector}))",
                "{{ $labels.service }} reports nothing",
                "{{ $labels.service }} has sent no metrics for ten minutes: it does not run, or its telemetry does not arrive. Its service levels are not measured meanwhile."),
            new AlertRule("OptionalServiceTelemetryAbsent", "telemetry", "/d/otelshop-service?var-service={{ $labels.service }}", Severity.Ticket, AlertKind.Telemetry) { For = wait }.When(
                $"{Series.ServiceInfo}{{tier=\"standard\"}}\nunless on (job) count by (job) (max_over_time({selector}))",
                "{{ $labels.service }} reports nothing",
                "{{ $labels.service }}, without which the shop still sells, has sent no metrics for ten minutes."),
            new AlertRule("TelemetryAbsent", "telemetry", "/d/otelshop-golden-signals", Severity.Page, AlertKind.Telemetry) { For = wait, Owner = MonitoredService.DefaultOwner }.When(
                $"absent_over_time({selector})",
                "No service reports anything",
                "No metric of any service has arrived for ten minutes: the collector, its way to Prometheus or the whole shop is down. No other alert can fire."),
        ]);
    }
}
