using System.Text.Json;
using System.Text.RegularExpressions;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests.Scripts;

/// <summary>What a deployment must pass, asked of a Prometheus of the test.</summary>
public sealed class GateTests : IAsyncLifetime
{
    // Of this shop: those of pull requests have other jobs.
    private const string Orders = "demo_payment_transactions_total{job=~\"otelshop/.+\"}";

    private Prometheus _prometheus = null!;

    public async ValueTask InitializeAsync() => _prometheus = await Prometheus.StartAsync();

    public ValueTask DisposeAsync() => _prometheus.DisposeAsync();

    // More may be spent: the policy's alerts need ten bad requests. Deploy.Tests asks the published rules for what the script asks Prometheus.
    [Theory, InlineData("0"), InlineData("1.2"), InlineData("-0.2"), InlineData("NaN")]
    public async Task A_deployment_passes_while_no_alert_of_the_policy_fires(string spent)
    {
        SpendBudgets(checkout: spent, cart: "0.1");

        (await RunAsync("check-error-budget.sh", "prod")).Succeeded();
    }

    [Theory, InlineData("0.75", "75 %"), InlineData("1.2", "120 %")]
    public async Task From_three_quarters_on_a_deployment_is_refused_and_the_budget_named(string spent, string percentage)
    {
        SpendBudgets(checkout: spent, cart: "0.1", isFrozen: true);

        var outcome = await RunAsync("check-error-budget.sh", "prod");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("only critical fixes are deployed", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains($"checkout (write, availability): {percentage}", outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("cart", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_critical_fix_passes_with_an_empty_error_budget()
    {
        SpendBudgets(checkout: "1.2", cart: "0.1", isFrozen: true);

        (await RunAsync("check-error-budget.sh", "prod", "--critical")).Succeeded();
    }

    [Fact]
    public async Task A_stage_that_was_never_measured_has_nothing_to_judge()
    {
        var outcome = await RunAsync("check-error-budget.sh", "dev");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("no error budget to judge", outcome.Failed(), StringComparison.Ordinal);
    }

    // The app model writes the rules.
    [Fact]
    public void The_gates_have_the_objectives_of_the_rules()
    {
        var rules = Checkout.Read("deploy", "monitoring", "rules", "shop.yaml");
        var policy = Checkout.Read("deploy", "monitoring", "rules", "slo.yaml");
        var gates = Checkout.Read("eng", "pipelines", "lib.sh");
        string Figure(string name) => Regex.Match(gates, $@"\b{name}=([0-9.]+)").Groups[1].Value;

        Assert.Contains($"entrance:server_errors:ratio_rate5m > {Figure("max_error_rate")}\n", rules, StringComparison.Ordinal);
        Assert.Contains($"entrance:latency_p99:seconds > {Figure("max_p99")}\n", rules, StringComparison.Ordinal);
        Assert.Matches($@"job=""otelshop/frontend-proxy"".*le=~""{Regex.Escape(Figure("max_p95"))}""", policy);
        Assert.Contains($"slo:error_budget_spent:ratio >= {Figure("budget_freeze")} < 1\n", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0005", "0.2", "0.8", null)]
    [InlineData("0.002", "0.2", "0.8", "fails 0.2 % of its requests")]
    [InlineData("0", "0.6", "0.8", "p95 of 0.6 s")]
    [InlineData("0", "0.2", "1.5", "p99 of 1.5 s")]
    public async Task The_objectives_are_compared(string errors, string p95, string p99, string? refusal)
    {
        _prometheus.With("histogram_quantile(0.95", p95).With("histogram_quantile(0.99", p99).With("5..", errors);

        var outcome = await RunAsync("check-slo.sh", "prod");

        if (refusal is null) outcome.Succeeded();
        else Assert.Contains(refusal, outcome.Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_traffic_nothing_is_promoted()
    {
        var outcome = await RunAsync("check-slo.sh", "prod");

        Assert.Contains("no requests to judge", outcome.Failed(), StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public async Task Telemetry_of_every_service_and_an_order_pass_the_check()
    {
        _prometheus.With("working_set", () => Reporting(Checkout.Images())).With("span_metrics", () => Reporting(Checkout.Images())).With(Orders, "1");

        (await RunAsync("check-telemetry.sh", "dev")).Succeeded();
    }

    [Fact]
    public async Task A_silent_service_is_named()
    {
        _prometheus.With("working_set", () => Reporting(Checkout.Images().Where(name => name != "quote"))).With(Orders, "1");

        Assert.Contains("no metrics of quote", (await LookOnceAsync()).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_without_spans_is_named()
    {
        _prometheus.With("working_set", () => Reporting(Checkout.Images())).With("span_metrics", () => Reporting(Checkout.Images().Where(name => name != "shipping"))).With(Orders, "1");

        Assert.Contains("no spans of shipping", (await LookOnceAsync()).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_no_metric_counts_fails_the_check()
    {
        _prometheus.With("working_set", () => Reporting(Checkout.Images())).With("span_metrics", () => Reporting(Checkout.Images())).With(Orders, "0");

        Assert.Contains("0 orders were counted", (await LookOnceAsync()).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_check_waits_for_a_service_that_reports_late()
    {
        var asked = 0;
        _prometheus.With("working_set", () => Reporting(Checkout.Images().Where(name => name != "quote" || ++asked > 1))).With("span_metrics", () => Reporting(Checkout.Images())).With(Orders, "1");

        (await RunAsync("check-telemetry.sh", "dev")).Succeeded();
    }

    [Fact]
    public async Task Right_sizing_names_what_to_raise_and_what_to_lower()
    {
        RecordUsage(cart: 300, quote: 50);

        var report = (await RunAsync("right-sizing.sh", "prod")).Succeeded();

        Assert.Contains("| cart | 100m | 150m | keep | 300Mi | 208Mi | raise |", report, StringComparison.Ordinal);
        Assert.Contains("| quote | 100m | 150m | keep | 50Mi | 160Mi | lower |", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Right_sizing_fails_its_check_when_a_container_needs_more_than_it_requests()
    {
        RecordUsage(cart: 300, quote: 50);

        Assert.Contains("more memory than they request: cart", (await RunAsync("right-sizing.sh", "prod", "--check")).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Prometheus_that_does_not_answer_refuses_the_deployment()
    {
        var outcome = await Programs.ScriptAsync(Checkout.Root, "eng/pipelines/check-slo.sh", ["prod"], new Dictionary<string, string> { ["PROMETHEUS_URL"] = "http://127.0.0.1:1" });

        Assert.Contains("did not answer", outcome.Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_query_is_PromQL()
    {
        RecordUsage(cart: 300, quote: 50);
        SpendBudgets(checkout: "0", cart: "0");
        _prometheus.With("histogram_quantile", "0.1").With(Orders, "1").With("working_set_bytes{job", () => Reporting(Checkout.Images())).With("span_metrics", () => Reporting(Checkout.Images())).With("http_server", "0");
        foreach (var script in (string[])["check-error-budget.sh", "check-slo.sh", "check-telemetry.sh", "right-sizing.sh"])
            await RunAsync(script, "staging");

        var wrong = (await Programs.NodeAsync("promql.mjs", JsonSerializer.Serialize(_prometheus.Queries))).Succeeded();

        Assert.True(_prometheus.Queries.Count() >= 9 && wrong.Length == 0, wrong);
    }

    private void SpendBudgets(string checkout, string cart, bool isFrozen = false)
    {
        (string, string) critical = ("""{"service":"checkout","operation":"write","sli":"availability"}""", checkout);
        _prometheus.With("ALERTS", () => isFrozen ? [critical] : [])
            .With("slo:error_budget_spent:ratio", () => [critical, ("""{"service":"cart","operation":"read","sli":"latency_p95"}""", cart)]);
    }

    private void RecordUsage(int cart, int quote) => _prometheus
        .With("kube_pod_container_resource_requests", () =>
        [
            ("""{"container":"cart","resource":"cpu"}""", "0.15"), ("""{"container":"cart","resource":"memory"}""", $"{208 * 1048576}"),
            ("""{"container":"quote","resource":"cpu"}""", "0.15"), ("""{"container":"quote","resource":"memory"}""", $"{160 * 1048576}"),
        ])
        .With("container_memory_working_set_bytes", () => [(Prometheus.Label("container", "cart"), $"{cart * 1048576}"), (Prometheus.Label("container", "quote"), $"{quote * 1048576}")])
        .With("container_cpu_usage_seconds_total", () => [(Prometheus.Label("container", "cart"), "0.1"), (Prometheus.Label("container", "quote"), "0.1")]);

    private static IEnumerable<(string Labels, string Value)> Reporting(IEnumerable<string> services) => from name in services select (Prometheus.Label("job", $"otelshop/{name}"), "1");

    private Task<Outcome> LookOnceAsync() => Programs.ScriptAsync(
        Checkout.Root, "eng/pipelines/check-telemetry.sh", ["dev"], new Dictionary<string, string>(_prometheus.Variables) { ["TELEMETRY_TIMEOUT_SECONDS"] = "0" });

    private Task<Outcome> RunAsync(string script, params string[] arguments) => Programs.ScriptAsync(Checkout.Root, $"eng/pipelines/{script}", arguments, _prometheus.Variables);
}
