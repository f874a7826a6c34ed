using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>Every alert on a service level, for every promise at once, on the rules that are published.</summary>
public sealed partial class SloAlertTests
{
    private const double Busy = 6000;
    private static readonly string[] Burns = ["ErrorBudgetBurnFast", "ErrorBudgetBurnHigh", "ErrorBudgetBurnSteady", "ErrorBudgetBurnSlow"];

    /// <summary>Alert, burn rate, and minutes of its short window.</summary>
    public static TheoryData<string, double, int> EachBurn => new()
    {
        { Burns[0], 14.4, 5 }, { Burns[1], 6, 30 }, { Burns[2], 3, 120 }, { Burns[3], 1, 360 },
    };

    /// <summary>
    /// Alert, burn rate, intervals of its long and short window in the rules of the demonstration, 12 a minute, and seconds between evaluations: fewer suffice for
    /// long windows.
    /// </summary>
    public static TheoryData<string, double, int, int, int> EachDemoBurn => new()
    {
        { Burns[0], 14.4, 12, 3, 5 }, { Burns[1], 6, 72, 6, 5 }, { Burns[2], 3, 288, 24, 15 }, { Burns[3], 1, 864, 72, 60 },
    };

    [Theory, MemberData(nameof(EachBurn))]
    public async Task An_alert_fires_above_its_burn_rate_and_resolves_with_its_short_window(string alert, double factor, int shortMinutes)
    {
        const int bad = 60;
        var healed = bad + shortMinutes + 10;

        await PassesAsync(["slo.yaml"], "1m", Busy, [(bad, factor * 1.1), (healed, 0)],
            ($"{bad - 5}m", Firing(alert), All(alert)),
            // Those of higher burn rates stay silent.
            ($"{bad - 5}m", Firing(string.Join('|', Burns.TakeWhile(other => other != alert).DefaultIfEmpty("None"))), []),
            ($"{healed}m", Firing(alert), []));
    }

    [Theory, MemberData(nameof(EachBurn))]
    public async Task An_alert_is_silent_below_its_burn_rate(string alert, double factor, int shortMinutes) =>
        await PassesAsync(["slo.yaml"], "1m", Busy, [(60 + (shortMinutes / 10), factor * 0.9)], ("59m", Firing(alert), []));

    [Theory, MemberData(nameof(EachDemoBurn))]
    public async Task An_alert_needs_a_long_burn_after_a_healthy_time(string alert, double factor, int longWindow, int shortWindow, int seconds)
    {
        // Rates lag by the three intervals that they cover.
        var (early, late, healed) = (longWindow + (longWindow * 3 / 4), (longWindow * 2) + 3, (longWindow * 2) + 6 + shortWindow + 18);

        await PassesAsync(["demo/slo.yaml"], $"{seconds}s", Busy, [(longWindow, 0), (longWindow + 6, factor * 1.1), (shortWindow + 24, 0)],
            ($"{early * 5}s", Firing(alert), []), ($"{late * 5}s", Firing(alert), All(alert)), ($"{healed * 5}s", Firing(alert), []));
    }

    [Fact]
    public async Task A_short_blip_is_no_alert() => await PassesAsync(
        // Five minutes of real time in which a tenth of the requests fail: 0.8 % of an hour.
        ["demo/slo.yaml"], "15s", Busy, [(900, 0), (1, 15), (24, 0)],
        [.. Enumerable.Range(900, 20).Select(interval => ($"{interval * 5}s", Firing(string.Join('|', Burns)), Array.Empty<JsonObject>()))]);

    [Fact]
    public async Task Few_failures_among_few_requests_are_no_alert() => await PassesAsync(
        // 20 requests an hour, of which 0.3 fail and three are slow, 15 times more than the budgets of availability and p99 allow.
        ["slo.yaml"], "1m", 1.0 / 3, [(60, 15)],
        ("59m", $"count({Series("availability|latency_p99")} > 14.4)", [Sample("{}", PromisedOperation.All.Count * 2)]),
        ("59m", "count(ALERTS{alertname=\"ErrorBudgetBurnFast\",sli!=\"latency_p95\"})", []),
        ("59m", $"count(({Gate}) unless on (sli) slo:error_budget:ratio{{sli=\"latency_p95\"}})", []));

    [Fact]
    public async Task A_quiet_service_that_fails_altogether_does_alert() => await PassesAsync(
        ["slo.yaml"], "1m", 1.0 / 3, [(60, 19.9)],
        ("59m", "count(ALERTS{alertname=\"ErrorBudgetBurnFast\",alertstate=\"firing\",sli=\"latency_p95\"})", [Sample("{}", PromisedOperation.All.Count)]));

    [Theory]
    [InlineData(0.4, "None")]
    [InlineData(0.6, "ErrorBudgetHalfSpent")]
    [InlineData(0.8, "ErrorBudgetFreeze")]
    [InlineData(1.2, "ErrorBudgetExhausted")]
    public async Task The_policy_follows_the_spent_budget(double spent, string alert) => await PassesAsync(
        ["slo.yaml"], "1m", Busy, [(60, spent)],
        ("55m", Firing("ErrorBudget(HalfSpent|Freeze|Exhausted)"), alert == "None" ? [] : All(alert)),
        ("55m", $"count({Gate}) == count(slo:error_budget_spent:ratio and on (service) shop:service:info{{tier=\"critical\"}})", spent < 0.75 ? [] : [Sample("{}", CriticalPromises * 3)]),
        ("55m", $"count(abs(slo:error_budget_remaining:ratio - {(1 - spent).ToString("0.###", CultureInfo.InvariantCulture)}) < 0.005)", [Sample("{}", PromisedOperation.All.Count * 3)]));

    [Fact]
    public async Task Planned_maintenance_spends_no_budget()
    {
        var maintenance = ("kube_namespace_labels{namespace=\"otel-demo-prod\",label_app_kubernetes_io_part_of=\"otelshop\",label_otelshop_io_maintenance=\"planned\"}", "1x59 stale");

        await PassesAsync(["slo.yaml"], "1m", Busy, [(60, 15), (30, 0)], [maintenance],
            ("55m", Firing(string.Join('|', Burns)), []), ("55m", "slo:maintenance:active", [Sample("slo:maintenance:active", 1)]),
            ("89m", "count(slo:error_budget_spent:ratio == 0)", [Sample("{}", PromisedOperation.All.Count * 3)]));
    }

    [Fact]
    public async Task Every_promise_has_its_budget_and_its_owner() => await PassesAsync(
        ["slo.yaml"], "1m", Busy, [(10, 0)],
        ("5m", "slo:error_budget:ratio",
            [.. from promise in PromisedOperation.All
                from indicator in PromisedOperation.Indicators
                select Sample($"slo:error_budget:ratio{{service=\"{promise.Service}\",operation=\"{promise.Operation}\",sli=\"{indicator.Name}\",owner=\"{promise.Owner}\"}}", indicator.Budget)]));

    [Fact]
    public void Thirty_days_have_a_budget_of_43_minutes() => Assert.Equal(43.2, TimeSpan.FromDays(30).TotalMinutes * PromisedOperation.Indicators[0].Budget, 6);

    // A rate over fewer exports than four jumps with each that is late. Services export every 60 seconds in clusters.
    [Theory, InlineData("slo.yaml"), InlineData("shop.yaml")]
    public void No_window_is_shorter_than_four_exports(string file)
    {
        var windows = Window().Matches(File.ReadAllText(PrometheusTools.At("rules", file))).Select(match => TimeSpan.FromSeconds(
            int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * match.Groups[2].Value switch { "s" => 1, "m" => 60, "h" => 3600, _ => 86400 })).ToList();

        Assert.NotEmpty(windows);
        Assert.All(windows, window => Assert.InRange(window, TimeSpan.FromSeconds(4 * 60), TimeSpan.MaxValue));
    }

    // Names keep the windows of real operation.
    [Theory, InlineData("slo.yaml"), InlineData("shop.yaml")]
    public void The_rules_of_the_demonstration_differ_in_times_only(string file) =>
        Assert.Equal(WithoutTimes(File.ReadAllText(PrometheusTools.At("rules", file))), WithoutTimes(File.ReadAllText(PrometheusTools.At("rules", "demo", file))));

    [Theory, InlineData("slo.yaml"), InlineData("shop.yaml"), InlineData("demo/slo.yaml"), InlineData("demo/shop.yaml")]
    public async Task Prometheus_accepts_the_rules(string file) =>
        Assert.Contains("SUCCESS", (await PrometheusTools.PromtoolAsync("check", "rules", "--lint=all", "--lint-fatal", PrometheusTools.At("rules", file))).Succeeded(), StringComparison.Ordinal);

    // What eng/pipelines/check-error-budget.sh asks: the budgets for which it refuses a deployment.
    private static string Gate { get; } = GateQuery().Match(File.ReadAllText(DeployTools.InRepository("eng", "pipelines", "check-error-budget.sh"))).Groups[1].Value;

    private static int CriticalPromises => PromisedOperation.All.Count(promise => promise.Service is not ("accounting" or "ad" or "email" or "fraud-detection" or "image-provider" or "recommendation"));

    internal static string Firing(string alerts) => $"count by (service, operation, sli, owner, alertname) (ALERTS{{alertstate=\"firing\",alertname=~\"{alerts}\"}})";

    private static string Series(string indicators) => $"slo:burn_rate:rate1h{{sli=~\"{indicators}\"}}";

    private static JsonObject[] All(string alert) =>
        [.. from promise in PromisedOperation.All
            from indicator in PromisedOperation.Indicators
            select Sample($"{{alertname=\"{alert}\",service=\"{promise.Service}\",operation=\"{promise.Operation}\",sli=\"{indicator.Name}\",owner=\"{promise.Owner}\"}}", 1)];

    internal static JsonObject Sample(string labels, double value) => new() { ["labels"] = labels, ["value"] = value };

    private static Task PassesAsync(string[] files, string interval, double requests, (int Intervals, double Burn)[] phases, params (string Time, string Query, JsonObject[] Samples)[] expected) =>
        PassesAsync(files, interval, requests, phases, [], expected);

    private static async Task PassesAsync(
        string[] files, string interval, double requests, (int Intervals, double Burn)[] phases, (string Series, string Values)[] more, params (string Time, string Query, JsonObject[] Samples)[] expected)
    {
        var series = PromisedOperation.All.SelectMany(promise => promise.Series(requests, phases)).Concat(more);

        (await PrometheusTools.TestRulesAsync(files, interval, Test(files[0].StartsWith("demo", StringComparison.Ordinal) ? "5s" : interval, series, expected))).Succeeded();
    }

    internal static JsonObject Test(string interval, IEnumerable<(string Series, string Values)> series, IEnumerable<(string Time, string Query, JsonObject[] Samples)> expected) => new()
    {
        ["interval"] = interval,
        ["input_series"] = new JsonArray([.. series.Select(one => new JsonObject { ["series"] = one.Series, ["values"] = one.Values })]),
        ["promql_expr_test"] = new JsonArray([.. expected.Select(one => new JsonObject { ["expr"] = one.Query, ["eval_time"] = one.Time, ["exp_samples"] = new JsonArray([.. one.Samples]) })]),
    };

    private static string WithoutTimes(string text) => Times().Replace(text, "");

    [GeneratedRegex(@"^frozen=\$\(prometheus '([^']+)'\)", RegexOptions.Multiline)]
    private static partial Regex GateQuery();

    [GeneratedRegex(@"\[(\d+)([smhd])\]")]
    private static partial Regex Window();

    [GeneratedRegex(@"\[\d+[smhd]\]|offset \d+[smhd]|(interval|for): ""?\d+[smhd]""?|\* \d+( >= \d+)?|, \d+\)|(< bool|>) \d+\)")]
    private static partial Regex Times();
}
