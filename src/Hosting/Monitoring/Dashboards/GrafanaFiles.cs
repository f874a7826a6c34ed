using OtelShop.Hosting.Monitoring.Dashboards.Grafana;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Dashboards, and what Grafana reads at its start.</summary>
internal static class GrafanaFiles
{
    /// <summary>Files by their path below <c>monitoring/</c>.</summary>
    public static IEnumerable<(string Path, string Text)> Of(MonitoredShop shop) =>
        [.. DashboardsOf(shop).Where(HasChoices).Select(dashboard => ($"grafana/dashboards/{dashboard.Name}.json", DashboardJson.Of(dashboard))), .. Provisioning.Files()];

    // A shop without services, or without service levels, has nothing to choose from.
    private static bool HasChoices(Dashboard dashboard) => dashboard.Variables.OfType<CustomVariable>().All(variable => variable.Options.Count > 0);

    public static IReadOnlyList<Dashboard> DashboardsOf(MonitoredShop shop) =>
    [
        GoldenSignalsDashboard.Of(shop),
        ServiceDashboard.Of(shop),
        TracesDashboard.Of(shop),
        LogsDashboard.Of(shop),
        SloDashboard.Of(shop),
        BusinessDashboard.Of(shop),
        FeatureFlagsDashboard.Of(shop),
        KafkaDashboard.Of(shop),
        PostgreSqlDashboard.Of(shop),
        RedisDashboard.Of(shop),
        InfrastructureDashboard.Of(shop),
        SecurityDashboard.Of(shop),
        DoraDashboard.Of(shop),
        CostDashboard.Of(shop),
    ];
}
