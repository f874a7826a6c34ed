using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>Shops of pull requests in the cluster of dev: what happens in them is no matter of dev's service levels and alerts.</summary>
public sealed partial class PreviewTests(Renders renders)
{
    private const string Shop = "otelshop";
    private static readonly string[] Alerts =
        ["ConsumerLagHigh", "CpuSaturated", "DependencyUnreachable", "ErrorBudgetBurnFast", "ErrorBudgetExhausted", "MemorySaturated", "OrderUnrefunded", "ThreadPoolQueueLong", "VolumeFillsUp"];

    private readonly GitOps _git = new(renders);

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Every_signal_of_a_preview_has_a_namespace_of_services_of_its_own(string stage)
    {
        var gateway = CollectorTests.Config(stage, "gateway");
        foreach (var signal in (string[])["trace", "metric", "log"])
        {
            var statement = gateway.Items("processors", "transform/previews", $"{signal}_statements").Single().Items("statements").Single().ToString();
            var namespaces = new Regex(Statement().Match(statement) is { Success: true } match ? match.Groups[1].Value.Replace("$$", "$", StringComparison.Ordinal) : throw new InvalidOperationException(statement));

            Assert.Matches(namespaces, await PreviewAsync());
            Assert.All(Renders.Stages, other => Assert.DoesNotMatch(namespaces, Renders.NamespaceOf(other)));
        }

        Assert.All(
            gateway.Fields("service", "pipelines").Where(pipeline => pipeline.Value.Items("receivers").Any(id => id.ToString() == "otlp")),
            pipeline => Assert.Contains("transform/previews", pipeline.Value.Items("processors").Select(id => id.ToString())));
    }

    [Fact]
    public async Task A_preview_that_fails_fires_no_alert_and_spends_no_budget()
    {
        var preview = await PreviewAsync();

        await PassesAsync(
            [.. Reports(Shop), .. Requests(Shop, burn: 0), .. Reports(preview), .. Requests(preview, burn: 15), .. Trouble(preview, preview)],
            ("ALERTS", []), ("sum(slo:error_budget_spent:ratio)", [SloAlertTests.Sample("{}", 0)]));
    }

    [Fact]
    public async Task The_same_failure_of_dev_fires_its_alerts() => await PassesAsync(
        [.. Reports(Shop), .. Requests(Shop, burn: 15), .. Trouble(Shop, Renders.NamespaceOf("dev"))],
        ($"group by (alertname) (ALERTS{{alertstate=\"firing\",alertname=~\"{string.Join('|', Alerts)}\"}})", [.. Alerts.Select(alert => SloAlertTests.Sample($"{{alertname=\"{alert}\"}}", 1))]));

    [Fact]
    public async Task A_preview_does_not_hide_that_a_service_of_dev_is_silent() => await PassesAsync(
        [.. Reports(Shop).Where(series => !series.Series.Contains("/checkout\"", StringComparison.Ordinal)), .. Reports(await PreviewAsync())],
        ("count by (alertname, service) (ALERTS{alertstate=\"firing\"})", [SloAlertTests.Sample("{alertname=\"ServiceTelemetryAbsent\",service=\"checkout\"}", 1)]));

    private async Task<string> PreviewAsync() => (await _git.ApplicationsAsync()).Single(application => application.Name.StartsWith("otelshop-pr-", StringComparison.Ordinal)).Spec.Text("destination", "namespace")!;

    private static IEnumerable<(string Series, string Values)> Reports(string shop) => ShopAlertTests.Services.Select(series => (Of(shop, series.Item1), series.Item2));

    private static IEnumerable<(string Series, string Values)> Requests(string shop, double burn) =>
        PromisedOperation.All.SelectMany(promise => promise.Series(6000, (60, burn))).Select(series => (Of(shop, series.Series), series.Values));

    // What no request shows. kube-state-metrics and the kubelet know namespaces alone.
    private static IEnumerable<(string Series, string Values)> Trouble(string shop, string space)
    {
        var (service, container, volume) = ($"job=\"{shop}/ad\",instance=\"ad-1\"", $"namespace=\"{space}\",pod=\"ad-1\",container=\"ad\"", $"namespace=\"{space}\",persistentvolumeclaim=\"data-postgres-0\"");
        return
        [
            ($"process_cpu_time_seconds_total{{{service}}}", "0+100x60"),
            ($"dotnet_process_cpu_count{{{service}}}", "2x60"),
            ($"dotnet_thread_pool_queue_length_total{{{service}}}", "200x60"),
            ($"dotnet_exceptions_total{{job=\"{shop}/payment\",error_type=\"NpgsqlException\"}}", "0+10x60"),
            ($"messaging_kafka_consumer_lag{{job=\"{shop}/accounting\",messaging_consumer_group_name=\"accounting\",messaging_destination_name=\"orders\"}}", "600x60"),
            ($"demo_checkout_unrefunded_orders_total{{job=\"{shop}/checkout\"}}", "0+1x60"),
            ($"container_memory_working_set_bytes{{{container}}}", "90x60"),
            ($"kube_pod_container_resource_limits{{{container},resource=\"memory\"}}", "100x60"),
            ($"kubelet_volume_stats_available_bytes{{{volume}}}", "39000-10x60"),
            ($"kubelet_volume_stats_capacity_bytes{{{volume}}}", "100000x60"),
        ];
    }

    // The label job is service.namespace and service.name.
    private static string Of(string shop, string series) => series.Replace($"job=\"{Shop}/", $"job=\"{shop}/", StringComparison.Ordinal);

    private static async Task PassesAsync(IEnumerable<(string, string)> series, params (string Query, System.Text.Json.Nodes.JsonObject[] Samples)[] expected) =>
        (await PrometheusTools.TestRulesAsync(["slo.yaml", "shop.yaml"], "1m", SloAlertTests.Test("1m", series, expected.Select(one => ("55m", one.Query, one.Samples))))).Succeeded();

    [GeneratedRegex("""^set\(resource\.attributes\["service\.namespace"\], resource\.attributes\["k8s\.namespace\.name"\]\) where resource\.attributes\["service\.namespace"\] == "otelshop" and IsMatch\(resource\.attributes\["k8s\.namespace\.name"\], "(.+)"\)$""")]
    private static partial Regex Statement();
}
