using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using OtelShop.Hosting.Monitoring.Rules;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Service levels and error budgets, by the recording rules.</summary>
internal static class SloDashboard
{
    public const string Name = "slo";

    private const string OfService = "service=~\"$service\"";
    private const string Level = "{{operation}} {{sli}}";

    public static Dashboard Of(MonitoredShop shop) => new(Name, "SLOs", "Service levels, error budgets of 30 days and how fast they are spent.", Shop(), Levels(), Budgets(), Burns())
    {
        Variables = [Shared.Service(shop with { Services = [.. shop.Services.Where(service => service.Slo is not null).OrderByDescending(service => service.IsEntrance)] })],
        Annotations = Shared.Changes(shop),
        Links = [new("Golden signals", GoldenSignalsDashboard.Name), new("Service", ServiceDashboard.Name)],
        From = "now-24h",
    };

    private static Section Shop() => new("All services",
        Line.OfValues(
            Value("Least budget", "Of all service levels. Below 50 % the team acts, below 25 % only critical fixes are deployed.", Units.Ratio, $"min({Series.BudgetRemaining})").Wants(0.25, 0.5),
            Value("Missed objectives", "Service levels whose budget is spent.", Units.Count, $"count({Series.BudgetRemaining} < 0) or vector(0)").Limits(1, 2),
            Value("Firing alerts", "On burn rates and budgets.", Units.Count, "count(ALERTS{alertstate=\"firing\",alertname=~\"ErrorBudget.*\"}) or vector(0)").Limits(1, 2),
            Value("Planned maintenance", "1 while it lasts: its requests count for no service level.", Units.Count, $"max({Series.Maintenance})")),
        Line.OfLists(
            Table("Error budgets", "What is left of 30 days, worst first; negative when the objective is missed.", Units.Ratio, new PromQuery($"sort({Series.BudgetRemaining})"), new PromQuery(Series.BurnRate("1h"))) with
            {
                Columns = [new("service", "Service"), new("operation", "Operation"), new("sli", "Service level"), new("owner", "Owner"), new("Value #A", "Budget", Units.Ratio), new("Value #B", "Burn rate", Units.Count)],
                Links = [DataLink.To("Service ${__data.fields.Service}", ServiceDashboard.Name, "var-service=${__data.fields.Service}")],
            }));

    private static Section Levels() => new("Service levels of $service", Line.Of(
        Graph("Availability", "Share of requests that succeed, within 30 days. The objective is 99.9 %, which allows 43.2 minutes of outage.", Units.Ratio,
            new PromQuery($"1 - {Series.ErrorRatio("30d")}{{{OfService},sli=\"availability\"}}", "{{operation}}")) with { Min = null, Max = 1 },
        Graph("Within P95", "Share of requests within the limit of P95, within 30 days. The objective is 95 %.", Units.Ratio,
            new PromQuery($"1 - {Series.ErrorRatio("30d")}{{{OfService},sli=\"latency_p95\"}}", "{{operation}}")) with { Min = null, Max = 1 },
        Graph("Within P99", "Share of requests within the limit of P99, within 30 days. The objective is 99 %.", Units.Ratio,
            new PromQuery($"1 - {Series.ErrorRatio("30d")}{{{OfService},sli=\"latency_p99\"}}", "{{operation}}")) with { Min = null, Max = 1 }));

    private static Section Budgets() => new("Error budget of $service", Line.Of(
        Graph("Left", "Of 30 days.", Units.Ratio, new PromQuery($"{Series.BudgetRemaining}{{{OfService}}}", Level)) with { Min = null, Max = 1 },
        Graph("Bad requests", "Failed or slow requests.", Units.RequestsPerSecond, new PromQuery($"{Series.BadRequests}{{{OfService}}}", Level)).LinkedTo(Shared.ToTraces),
        Graph("Requests", "Reads and writes have targets of their own.", Units.RequestsPerSecond, new PromQuery($"{Series.Requests}{{{OfService}}}", "{{operation}}"))));

    private static Section Burns() => new("Burn rates of $service",
        Line.Of(
            Burn("Fast", "1h", "5m", 14.4, "Pages: 2 % of the budget within an hour."),
            Burn("High", "6h", "30m", 6, "Pages: 5 % of the budget within six hours.")),
        Line.Of(
            Burn("Steady", "1d", "2h", 3, "Makes a ticket: 10 % of the budget within a day."),
            Burn("Slow", "3d", "6h", 1, "Makes a ticket: 10 % of the budget within three days.")));

    private static Panel Burn(string title, string window, string @short, double factor, string consequence) =>
        Graph(title, $"How many times faster than allowed the budget is spent. Both windows above {FormattableString.Invariant($"{factor}")}: {consequence}", Units.Count,
            new PromQuery($"{Series.BurnRate(window)}{{{OfService}}}", $"{Level} {window}"),
            new PromQuery($"{Series.BurnRate(@short)}{{{OfService}}}", $"{Level} {@short}")) with { Thresholds = [new(factor, "red")] };
}
