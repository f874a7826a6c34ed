namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Backups of the objects and volumes of a cluster, by the metrics of Velero. Their schedules are in deploy/operations/backups.</summary>
internal static class BackupRules
{
    private const string Succeeded = "velero_backup_last_successful_timestamp";

    // Two in a row may fail: the next one begins within these hours.
    private static readonly (string Schedule, int Hours)[] Longest = [("every-two-hours", 5), ("daily", 50)];

    private static readonly string[] Failures = ["failure", "partial_failure"];

    public static RuleGroup Of(RuleSpeed speed)
    {
        // Velero that is away has no metrics: its last ones count for three days.
        var kept = speed.Window(TimeSpan.FromDays(3));
        var failures = speed.Window(TimeSpan.FromHours(6));
        return new RuleGroup("backups", RuleSpeed.Text(speed.Interval),
        [
            Alert("BackupMissing").When(
                string.Join("\nor ", Longest.Select(longest => $"(time() - max by (schedule) (last_over_time({Succeeded}{{schedule=\"{longest.Schedule}\"}}[{kept}])) > {speed.Scaled(longest.Hours * 3600)})"))
                + $"\nor (sum by (schedule) (velero_backup_attempt_total{{schedule!=\"\"}}) > 2 unless on (schedule) max by (schedule) (last_over_time({Succeeded}[{kept}])))",
                "The schedule {{ $labels.schedule }} has no recent backup",
                "The newest complete backup of {{ $labels.schedule }} is too old, or there is none. What a restore brings back is as old."),
            Alert("BackupFailing").When(
                string.Join("\nor ", Failures.Select(failure => $"(sum by (schedule) (increase(velero_backup_{failure}_total{{schedule!=\"\"}}[{failures}])) > 0)")),
                "Backups of {{ $labels.schedule }} fail",
                "{{ $value | humanize }} backups of {{ $labels.schedule }} failed within six hours, in whole or in part. A partial one lacks objects or volumes."),
        ]);
    }

    private static AlertRule Alert(string name) => new(name, "backups", "/d/otelshop-infrastructure", Severity.Ticket, AlertKind.Capacity) { Owner = MonitoredService.DefaultOwner };
}
