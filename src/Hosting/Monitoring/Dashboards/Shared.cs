using OtelShop.Hosting.Monitoring.Dashboards.Grafana;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Annotations, variables and links that several dashboards have.</summary>
internal static class Shared
{
    private static readonly DataLink ToService = DataLink.To("Service ${__field.labels.service}", ServiceDashboard.Name, "var-service=${__field.labels.service}");

    public static DataLink ToTraces { get; } = DataLink.To("Traces of ${service}", TracesDashboard.Name, "var-service=${service}");

    public static DataLink ToLogs { get; } = DataLink.To("Logs of ${service}", LogsDashboard.Name, "var-service=${service}");

    /// <summary>What changed: versions and flags.</summary>
    public static IReadOnlyList<Annotation> Changes(MonitoredShop shop) =>
    [
        new(
            "Deployments",
            $"count by (job, service_version) (target_info{{{shop.JobMatcher}}}) unless count by (job, service_version) (target_info{{{shop.JobMatcher}}} offset 5m)",
            "{{job}} {{service_version}}",
            "blue"),
        new("Flag changes", $"sum by (feature_flag_key, flagd_change_what) (increase(flagd_flag_changes_total{{{shop.JobMatcher}}}[5m])) > 0", "{{feature_flag_key}}: {{flagd_change_what}}", "purple"),
    ];

    /// <summary>One service of the model.</summary>
    public static CustomVariable Service(MonitoredShop shop) => new("service", "Service", [.. shop.Services.Select(service => service.Name)]);

    /// <summary>Selector of the logs of the selected service, in LogQL.</summary>
    public static string LogsOfService(MonitoredShop shop) => $"{{{shop.LogMatcher},service_name=~\"$service\"}}";

    public static LabelVariable Namespace { get; } = new("namespace", "Namespace", "kube_pod_info", "namespace");

    /// <summary>Names series by the label <c>service</c>, which is the last part of <c>job</c>, and links each to the dashboard of its service.</summary>
    public static Panel ByService(this Panel panel) => panel with
    {
        Queries = [.. panel.Queries.Cast<PromQuery>().Select(query => query with
        {
            Text = $"label_replace({query.Text}, \"service\", \"$1\", \"job\", \".*/(.*)\")",
            Legend = query.Legend.Replace("{{job}}", "{{service}}", StringComparison.Ordinal),
        })],
        Links = [.. panel.Links, ToService],
    };
}
