using Aspire.Hosting;

namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>What users see at the entrance, and whether as many come as usual.</summary>
internal static class EntranceRules
{
    private const string Dashboard = "/d/otelshop-golden-signals";
    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    public static RuleGroup? Of(MonitoredShop shop, RuleSpeed speed)
    {
        if (shop.Services.FirstOrDefault(service => service is { IsEntrance: true, Protocol: ServiceProtocol.Http }) is not { } entrance)
            return null;
        var target = entrance.Slo?.Weakest ?? SloTarget.Default;
        var selector = $"job=\"{shop.JobOf(entrance.Name)}\",{SloMetrics.RequestsOf(ServiceProtocol.Http)}";
        var histogram = SloMetrics.HistogramOf(ServiceProtocol.Http);
        string Rate(string by, string suffix, string matcher = "") => $"sum{by}(rate({histogram}_{suffix}{{{selector}{matcher}}}[{speed.Window(FiveMinutes)}]))";
        string Share(string codes) => $"({Rate("", "count", $",http_response_status_code=~\"{codes}\"")} or 0 * {Rate("", "count")}) / ({Rate("", "count")} > 0)";
        var enough = $"{Rate("", "count")} * {speed.Interval.TotalSeconds * 5} >= 100";
        AlertRule Alert(string name, Severity severity, AlertKind kind) =>
            new(name, "entrance", Dashboard, severity, kind) { For = speed.Wait(TenMinutes), Owner = entrance.Owner, Service = entrance.Name };

        return new RuleGroup("entrance", RuleSpeed.Text(speed.Interval),
        [
            Rule.Recording(Series.EntranceServerErrors, Share("5..")),
            Rule.Recording(Series.EntranceClientErrors, Share("4..")),
            Rule.Recording(Series.EntranceP99, $"histogram_quantile(0.99, {Rate(" by (le) ", "bucket")})"),
            Rule.Recording(Series.TrafficScore, $"({Series.Requests} - avg_over_time({Series.Requests}[{speed.Window(TimeSpan.FromDays(1))}]))\n/ (stddev_over_time({Series.Requests}[{speed.Window(TimeSpan.FromDays(1))}]) > 0)"),
            Alert("EntranceErrors", Severity.Ticket, AlertKind.Symptom).When(
                FormattableString.Invariant($"{Series.EntranceServerErrors} > {target.MaxErrorRate}\nand on () {enough}"),
                "More requests fail at the entrance than allowed",
                $"{{{{ $value | humanizePercentage }}}} of the requests at {entrance.Name} end with 5xx; {FormattableString.Invariant($"{target.MaxErrorRate * 100:0.###}")} % may."),
            Alert("EntranceSlow", Severity.Ticket, AlertKind.Symptom).When(
                FormattableString.Invariant($"{Series.EntranceP99} > {target.P99.TotalSeconds}\nand on () {enough}"),
                "Requests are slow at the entrance",
                FormattableString.Invariant($"99 % of the requests at {entrance.Name} end within {{{{ $value | humanizeDuration }}}}; {target.P99.TotalSeconds} s are the target.")),
            (Alert("EntranceUnreachable", Severity.Page, AlertKind.Cause) with { For = speed.Wait(TwoMinutes) }).When(
                "probe_success{job=\"blackbox\"} == 0",
                "The entrance does not answer from outside",
                "{{ $labels.instance }} does not answer the probe of the blackbox exporter."),
            Alert("SyntheticOrderMissing", Severity.Page, AlertKind.Cause).When(
                "time() - max(kube_cronjob_status_last_successful_time{cronjob=\"synthetic-order\"} or kube_cronjob_created{cronjob=\"synthetic-order\"}) > 900",
                "No test order has gone through",
                "The last test order went through {{ $value | humanizeDuration }} ago; one is placed every five minutes."),
            Alert("TrafficAnomaly", Severity.Info, AlertKind.Symptom).When(
                $"abs({Series.TrafficScore}{{service=\"{entrance.Name}\"}}) > 3\nand on (service, operation) avg_over_time({Series.Requests}[{speed.Window(TimeSpan.FromDays(1))}]) > 0.1",
                "The number of visitors is unusual",
                $"The rate of requests ({{{{ $labels.operation }}}}) at {entrance.Name} is {{{{ $value | humanize }}}} standard deviations away from its average of a day."),
        ]);
    }
}
