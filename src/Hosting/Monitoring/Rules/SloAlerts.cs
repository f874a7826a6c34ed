using System.Globalization;

namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Alerts on burn rates of two windows each, as Google's SRE workbook has them, and the policy of error budgets.</summary>
internal static class SloAlerts
{
    private const string Dashboard = "/d/otelshop-slo?var-service={{ $labels.service }}";
    private const string Of = "{{ $labels.service }} ({{ $labels.operation }}, {{ $labels.sli }})";

    /// <summary>Burn rates that alert, the fastest first.</summary>
    public static IReadOnlyList<BurnAlert> Burns { get; } =
    [
        new("ErrorBudgetBurnFast", 14.4, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), Severity.Page, "2 % within an hour"),
        new("ErrorBudgetBurnHigh", 6, TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), Severity.Page, "5 % within six hours"),
        new("ErrorBudgetBurnSteady", 3, TimeSpan.FromDays(1), TimeSpan.FromHours(2), Severity.Ticket, "10 % within a day"),
        new("ErrorBudgetBurnSlow", 1, TimeSpan.FromDays(3), TimeSpan.FromHours(6), Severity.Ticket, "10 % within three days"),
    ];

    public static RuleGroup BurnRates(RuleSpeed speed) => new("slo-burn-rates", RuleSpeed.Text(speed.Interval), [.. Burns.Select(burn => Burn(burn, speed))]);

    public static RuleGroup Policy(RuleSpeed speed) => new("slo-policy", RuleSpeed.Text(speed.IsReal ? TimeSpan.FromMinutes(5) : speed.Interval),
    [
        Spent("ErrorBudgetHalfSpent", Severity.Ticket, "team", ">= 0.5 < 0.75", "Half of the error budget is spent", "The team puts reliability before features.", speed),
        Spent("ErrorBudgetFreeze", Severity.Ticket, "freeze", ">= 0.75 < 1", "Three quarters of the error budget are spent", "Only critical fixes are deployed: the pipelines refuse others.", speed),
        Spent("ErrorBudgetExhausted", Severity.Page, "all-hands", ">= 1", "The error budget is exhausted", "Every team works on reliability until the budget is positive again.", speed),
    ]);

    private static Rule Burn(BurnAlert burn, RuleSpeed speed)
    {
        var (factor, longName, shortName) = (burn.Factor.ToString(CultureInfo.InvariantCulture), RuleSpeed.Text(burn.Long), RuleSpeed.Text(burn.Short));
        return new AlertRule(burn.Name, "slo", Dashboard, burn.Severity, AlertKind.Symptom).When(
            $"{Series.BurnRate(longName)} > {factor}\n"
            + $"and on (service, operation, sli) {Series.BurnRate(shortName)} > {factor}\n"
            // A single failure among few requests is chance.
            + $"and on (service, operation, sli) {SloRules.BadRequestsWithin(burn.Long, speed)} >= {speed.MinimumBadRequests}",
            $"{Of} spends its error budget {factor} times too fast",
            $"{Of} spends its error budget {{{{ $value | humanize }}}} times faster than allowed. At {factor} times it loses {burn.Loss}.");
    }

    private static Rule Spent(string name, Severity severity, string policy, string range, string summary, string consequence, RuleSpeed speed) =>
        new AlertRule(name, "budget", Dashboard, severity, AlertKind.Budget) { Labels = new Dictionary<string, string> { ["policy"] = policy } }.When(
            $"{Series.BudgetSpent} {range}\nand on (service, operation, sli) {SloRules.BadRequestsWithin(TimeSpan.FromDays(30), speed)} >= {speed.MinimumBadRequests}",
            $"{summary}: {Of}",
            $"{Of} has spent {{{{ $value | humanizePercentage }}}} of its error budget of 30 days. {consequence}");
}

/// <param name="Name">Of the alert.</param>
/// <param name="Factor">Burn rate that both windows exceed.</param>
/// <param name="Long">Window that tells that it matters.</param>
/// <param name="Short">Window that tells that it still goes on.</param>
/// <param name="Severity">How soon a person has to act.</param>
/// <param name="Loss">Share of the budget that is lost until the alert fires.</param>
internal sealed record BurnAlert(string Name, double Factor, TimeSpan Long, TimeSpan Short, Severity Severity, string Loss);
