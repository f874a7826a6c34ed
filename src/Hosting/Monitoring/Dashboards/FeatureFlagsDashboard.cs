using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Which flags are evaluated to what, how they changed, and which faults they cause.</summary>
internal static class FeatureFlagsDashboard
{
    public const string Name = "feature-flags";

    public static Dashboard Of(MonitoredShop shop)
    {
        var flag = $"{shop.JobMatcher},feature_flag_key=~\"$flag\"";
        return new Dashboard(Name, "Feature flags", "Evaluations, changes and injected faults.", Evaluations(flag), Faults(shop, flag), Flagd(shop, flag))
        {
            Variables = [new LabelVariable("flag", "Flag", $"feature_flag_evaluation_requests_total{{{shop.JobMatcher}}}", "feature_flag_key")],
            Annotations = Shared.Changes(shop),
            Links = [new("Golden signals", GoldenSignalsDashboard.Name), new("Business", BusinessDashboard.Name)],
        };
    }

    private static Section Evaluations(string flag) => new("Evaluations",
        Line.Of(
            Stack("Evaluations by variant", "What the services got.", Units.PerSecond,
                new PromQuery(PromQl.Rate("feature_flag_evaluation_success_total", flag, "feature_flag_key, feature_flag_result_variant"), "{{feature_flag_key}}: {{feature_flag_result_variant}}")),
            Stack("Evaluations by reason", "STATIC is the flag's default, TARGETING_MATCH a rule.", Units.PerSecond,
                new PromQuery(PromQl.Rate("feature_flag_evaluation_success_total", flag, "feature_flag_result_reason"), "{{feature_flag_result_reason}}"))),
        Line.Of(
            Graph("Evaluations by service", "Requested evaluations.", Units.PerSecond, new PromQuery(PromQl.Rate("feature_flag_evaluation_requests_total", flag, "job"), "{{job}}")).ByService(),
            Graph("Failed evaluations", "The service used its default value.", Units.PerSecond, new PromQuery(PromQl.Rate("feature_flag_evaluation_error_total", flag, "job, feature_flag_key"), "{{job}} {{feature_flag_key}}")).ByService()));

    private static Section Faults(MonitoredShop shop, string flag) => new("Changes and faults",
        Line.Of(
            Graph("Changes", "By flag, by what changed and how.", Units.Count,
                new PromQuery($"sum by (feature_flag_key, flagd_change_what, flagd_change_how) (increase(flagd_flag_changes_total{{{flag}}}[{PromQl.Window}]))", "{{feature_flag_key}}: {{flagd_change_what}} by {{flagd_change_how}}")),
            Graph("Injected faults", "By flag and service.", Units.PerSecond, new PromQuery(PromQl.Rate("demo_fault_injections_total", flag, "feature_flag_key, job"), "{{feature_flag_key}} in {{job}}")).ByService()),
        Line.Of(
            Graph("Errors beside them", "Share of failed requests of each service.", Units.Ratio, new PromQuery(new RequestQueries(shop).ErrorRatio(), "{{job}}")).Limits(0.0005, 0.001).ByService(),
            Graph("P95 beside them", "Durations of each service.", Units.Seconds, new PromQuery(new RequestQueries(shop).Duration(0.95), "{{job}}") { HasExemplars = true }).Limits(0.3, 0.5).ByService()));

    private static Section Flagd(MonitoredShop shop, string flag) => new("flagd",
        Line.Of(
            Graph("Impressions", "Evaluations that flagd itself made, by flag and variant.", Units.PerSecond,
                new PromQuery(PromQl.Rate("feature_flag_flagd_impression_total", flag, "feature_flag_key, feature_flag_result_variant"), "{{feature_flag_key}}: {{feature_flag_result_variant}}")),
            Graph("Followers", "Services that get each change at once.", Units.Count, new PromQuery($"sum(feature_flag_flagd_sync_active_streams{{{shop.JobMatcher}}})", "streams"))));
}
