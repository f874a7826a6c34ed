using System.Globalization;

namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Service level indicators, burn rates and error budgets of every service with a target.</summary>
public static class SloRules
{
    private static readonly TimeSpan[] Spans =
    [
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
        TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(30),
    ];

    /// <summary>Windows of error ratios and burn rates, as their names end.</summary>
    public static IReadOnlyList<string> Windows { get; } = [.. Spans.Select(RuleSpeed.Text)];

    internal static RuleGroup Indicators(MonitoredShop shop, RuleSpeed speed)
    {
        var rules = MaintenanceRules.Recordings(shop, speed).ToList();
        rules.AddRange(shop.Services.Select(service => Rule.Recording(
            Series.ServiceInfo, "vector(1)", ("service", service.Name), ("job", shop.JobOf(service.Name)), ("owner", service.Owner), ("tier", service.IsCritical ? "critical" : "standard"))));
        foreach (var service in shop.Services)
        {
            foreach (var operation in SloOperation.Of(service))
                rules.AddRange(Indicators(shop, service, operation, speed));
        }

        rules.AddRange(Spans.Where(span => span < TimeSpan.FromDays(1)).SelectMany(span => Ratios(span, speed)));
        return new RuleGroup("slo-indicators", RuleSpeed.Text(speed.Interval), rules);
    }

    // Long windows read many samples and change slowly.
    internal static RuleGroup Budgets(RuleSpeed speed)
    {
        var rules = Spans.Where(span => span >= TimeSpan.FromDays(1)).SelectMany(span => Ratios(span, speed)).ToList();
        rules.Add(Rule.Recording(Series.BudgetSpent, Series.BurnRate("30d")));
        rules.Add(Rule.Recording(Series.BudgetRemaining, $"1 - {Series.BurnRate("30d")}"));
        return new RuleGroup("slo-budgets", RuleSpeed.Text(speed.IsReal ? TimeSpan.FromMinutes(5) : speed.Interval), rules);
    }

    /// <summary>Sum of bad requests within a window.</summary>
    internal static string BadRequestsWithin(TimeSpan window, RuleSpeed speed) =>
        $"sum_over_time({Series.BadRequests}[{speed.Window(window)}]) * {speed.Interval.TotalSeconds}";

    private static IEnumerable<Rule> Indicators(MonitoredShop shop, MonitoredService service, SloOperation operation, RuleSpeed speed)
    {
        var protocol = service.Protocol!.Value;
        var window = speed.Window(Spans[0]);
        var selector = string.Join(',', new[] { $"job=\"{shop.JobOf(service.Name)}\"", SloMetrics.RequestsOf(protocol), SloMetrics.OperationOf(protocol, operation) }.Where(matcher => matcher.Length > 0));
        string Rate(string suffix, string matcher = "") => $"sum(rate({SloMetrics.HistogramOf(protocol)}_{suffix}{{{selector}{matcher}}}[{window}]))";
        // What happens during planned maintenance is not recorded, and so in no window. Rates reach back into it for a while.
        string Unplanned(string expression) => $"{expression}\nunless on () max_over_time({Series.Maintenance}[{window}]) == 1";

        yield return Rule.Recording(Series.Requests, Unplanned(Rate("count")), ("service", service.Name), ("operation", operation.Name));
        foreach (var (name, objective, limit) in operation.Indicators)
        {
            var labels = new[] { ("service", service.Name), ("operation", operation.Name), ("sli", name) };
            var bad = limit is { } time
                ? $"clamp_min({Rate("count")} - {Rate("bucket", $",le=~\"{Boundary(time)}\"")}, 0)"
                : $"({Rate("count", $",{SloMetrics.ErrorsOf(protocol)}")} or 0 * {Rate("count")})";
            yield return Rule.Recording(Series.BadRequests, Unplanned(bad), labels);
            yield return Rule.Recording(Series.ErrorBudget, $"vector({Number(Math.Round(1 - objective, 10))})", [.. labels, ("owner", service.Owner)]);
        }
    }

    // Ratios of sums weigh each moment by its requests. They read recorded rates, because 30 days of raw counters would be too many.
    private static IEnumerable<Rule> Ratios(TimeSpan span, RuleSpeed speed)
    {
        var name = RuleSpeed.Text(span);
        string Sum(string series) => span == Spans[0] ? series : $"sum_over_time({series}[{speed.Window(span)}])";
        yield return Rule.Recording(Series.ErrorRatio(name), $"{Sum(Series.BadRequests)}\n/ on (service, operation) group_left ()\n({Sum(Series.Requests)} > 0)");
        yield return Rule.Recording(Series.BurnRate(name), $"{Series.ErrorRatio(name)} / on (service, operation, sli) group_left (owner) {Series.ErrorBudget}");
    }

    // OpenMetrics writes whole numbers with a decimal.
    private static string Boundary(TimeSpan time) => time.TotalSeconds % 1 == 0 ? $"{Number(time.TotalSeconds)}|{Number(time.TotalSeconds)}[.]0" : Number(time.TotalSeconds);

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
