using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using OtelShop.Hosting.Monitoring.Rules;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>The four figures of DORA, from what Argo CD, Argo Rollouts and Prometheus count.</summary>
internal static class DoraDashboard
{
    public const string Name = "dora";

    private const string Completed = "rollout_events_total{namespace=~\"$namespace\",reason=\"RolloutCompleted\"}";
    private const string Aborted = "rollout_events_total{namespace=~\"$namespace\",reason=\"RolloutAborted\"}";

    private const string Firing = "ALERTS{alertstate=\"firing\",severity=\"page\"}";

    public static Dashboard Of(MonitoredShop shop) => new(Name, "Delivery (DORA)", "Deployment frequency, lead time, change failure rate and time to restore.", Summary(), Changes(), Releases(), Restoration())
    {
        Variables = [new LabelVariable("namespace", "Namespace", "rollout_info", "namespace")],
        Annotations = Shared.Changes(shop),
        Links = [new("SLOs", SloDashboard.Name)],
        From = "now-30d",
    };

    private static Section Summary() => new("In the selected time", Line.OfValues(
        Value("Deployments a day", "Syncs of the shop that succeeded.", Units.Count, $"sum(increase(argocd_app_sync_total{{name=~\"otelshop-.*\",phase=\"Succeeded\"}}[{PromQl.Range}])) / ($__range_s / 86400)"),
        Value("Change failure rate", "Rollouts that were aborted, of all that ended.", Units.Ratio, FailureRate(PromQl.Range)).Limits(0.05, 0.15),
        Value("Lead time", "Average time from a release's commit to its first pod, of releases that ran.", Units.Seconds, LeadTime(PromQl.Range)).Limits(86400, 604800),
        Value("Time to restore", "Average time that an alert with severity page fires.", Units.Seconds, Restore(PromQl.Range)).Limits(3600, 86400)));

    private static Section Changes() => new("Changes",
        Line.Of(
            Graph("Deployments by day", "By Application and result.", Units.Count, new PromQuery("sum by (name, phase) (increase(argocd_app_sync_total{name=~\"otelshop-.*\"}[1d]))", "{{name}} {{phase}}")),
            Graph("Rollouts by day", "Completed and aborted.", Units.Count,
                new PromQuery($"sum(increase({Completed}[1d]))", "completed"),
                new PromQuery($"sum(increase({Aborted}[1d]))", "aborted")),
            Graph("Change failure rate", "Over a week.", Units.Ratio, new PromQuery(FailureRate("7d"), "failures")).Limits(0.05, 0.15)),
        Line.Of(
            Stack("Rollouts by phase", "Progressing ones wait for their analyses, Degraded ones were aborted.", Units.Count, new PromQuery("sum by (phase) (rollout_info{namespace=~\"$namespace\"})", "{{phase}}")),
            Graph("Analyses", "Runs by result.", Units.Count, new PromQuery("sum by (phase) (analysis_run_info{namespace=~\"$namespace\"})", "{{phase}}")),
            Graph("Applications", "By health, as Argo CD sees it.", Units.Count, new PromQuery("sum by (health_status, sync_status) (argocd_app_info{name=~\"otelshop-.*\"})", "{{health_status}} {{sync_status}}"))));

    private static Section Releases() => new("Lead time", Line.Of(
        Table("Releases", "A tag begins with its commit's time in UTC. Lead time ends with the first pod of the release.", Units.Seconds,
            new PromQuery($"sort(min by (tag) (min_over_time({Series.LeadTime}{{namespace=~\"$namespace\"}}[{PromQl.Range}])))")) with
        {
            Columns = [new("tag", "Release"), new("Value", "Lead time", Units.Seconds)],
        },
        Graph("Lead time", "Average over a week.", Units.Seconds, new PromQuery(LeadTime("7d"), "average")).Limits(86400, 604800)));

    private static Section Restoration() => new("Restoring", Line.Of(
        Graph("Firing alerts", "With severity page, by name.", Units.Count, new PromQuery("sum by (alertname) (ALERTS{alertstate=\"firing\",severity=\"page\"})", "{{alertname}}")),
        Graph("Time to restore", "Average over a week.", Units.Seconds, new PromQuery(Restore("7d"), "average")).Limits(3600, 86400)));

    private static string FailureRate(string window) => $"(sum(increase({Aborted}[{window}])) or vector(0)) / ((sum(increase({Aborted}[{window}])) or vector(0)) + (sum(increase({Completed}[{window}])) or vector(0)) > 0)";

    private static string LeadTime(string window) => $"avg(min by (tag) (min_over_time({Series.LeadTime}{{namespace=~\"$namespace\"}}[{window}])))";

    // Minutes in which an alert fires, by the number of times that one began to. ALERTS_FOR_STATE would count alerts that are only pending.
    private static string Restore(string window) =>
        $"60 * sum(count_over_time({Firing}[{window}:1m])) / clamp_min(sum(count_over_time(({Firing} unless {Firing} offset 1m)[{window}:1m])) or vector(0), 1)";
}
