using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>Every alert that is not on a service level: series that make it fire, and healthy ones that do not.</summary>
public sealed class ShopAlertTests
{
    private const string Minutes = "x60";
    internal static readonly (string, string)[] Services =
    [
        .. new[] { "accounting", "ad", "cart", "checkout", "currency", "email", "flagd", "fraud-detection", "frontend", "frontend-proxy", "image-provider", "payment", "product-catalog", "quote", "recommendation", "shipping" }
            .Select(service => ($"dotnet_process_memory_working_set_bytes{{job=\"otelshop/{service}\"}}", $"1{Minutes}")),
    ];

    /// <summary>Alert, owner, and series with healthy and with bad values.</summary>
    private static readonly Case[] Cases =
    [
        new("EntranceErrors", "storefront", [(Entrance("count", ",http_response_status_code=\"200\""), "0+6000", "0+6000"), (Entrance("count", ",http_response_status_code=\"503\""), "0+3", "0+30")]),
        new("EntranceSlow", "storefront", [(Entrance("count", ""), "0+6000", "0+6000"), (Entrance("bucket", ",le=\"1\""), "0+5990", "0+5800"), (Entrance("bucket", ",le=\"2.5\""), "0+6000", "0+6000"), (Entrance("bucket", ",le=\"+Inf\""), "0+6000", "0+6000")]),
        new("EntranceUnreachable", "storefront", [("probe_success{job=\"blackbox\",instance=\"https://shop/\"}", "1+0", "0+0")]),
        new("SyntheticOrderMissing", "storefront", [("kube_cronjob_status_last_successful_time{namespace=\"synthetic\",cronjob=\"synthetic-order\"}", "0+60", "0+0")]),
        new("SyntheticOrderMissing", "storefront", [("kube_cronjob_created{namespace=\"synthetic\",cronjob=\"synthetic-order\"}", "0+60", "0+0")]),
        new("ServiceTelemetryAbsent", "ordering", [("dotnet_process_memory_working_set_bytes{job=\"otelshop/checkout\"}", "1+0", "1x10 stale _")], "checkout"),
        new("OptionalServiceTelemetryAbsent", "storefront", [("dotnet_process_memory_working_set_bytes{job=\"otelshop/ad\"}", "1+0", "1x10 stale _")], "ad"),
        new("PlannedMaintenance", "platform", [("otelshop_maintenance_active", "0+0", "1+0")]),
        new("PlannedMaintenance", "platform", [(Maintained("otelshop", "otel-demo-pr-7"), "1+0", "1+0"), (Maintained("otelshop", "otel-demo-prod"), "_", "1+0")]),
        new("PlannedMaintenance", "platform", [(Maintained("other", "other"), "1+0", "1+0"), (Maintained("otelshop", "otel-demo-prod"), "_", "1+0")]),
        new("ConsumerLagHigh", "payments", [(Lag, "5+0", "600+0"), (Consumed, "0+600", "0+600")]),
        new("ConsumerBehind", "payments", [(Lag, "5+0", "5+0"), (Consumed, "0+600", "0+0")]),
        new("OrderUnrefunded", "ordering", [("demo_checkout_unrefunded_orders_total{job=\"otelshop/checkout\"}", "0+0", "_x20 1+0x40")]),
        new("EventDeliveryFailing", "ordering", [("demo_checkout_delivery_failures_total{job=\"otelshop/checkout\"}", "0+0", "0+1")]),
        new("ConfirmationGivenUp", "ordering", [("demo_notification_given_up_total{job=\"otelshop/email\"}", "0+0", "0+1")]),
        new("DependencyErrors", "platform", [(Database("postgresql", ""), "0+600", "0+600"), ("db_client_operation_failed_total{job=\"otelshop/payment\",db_client_connection_pool_name=\"payment\"}", "0+6", "0+60")]),
        new("DependencyErrors", "platform", [(Database("redis", ""), "0+600", "0+600"), (Database("redis", ",error_type=\"timeout\""), "0+6", "0+60")]),
        new("DependencyErrors", "platform",
        [
            ("messaging_client_operation_duration_seconds_count{job=\"otelshop/checkout\",messaging_system=\"kafka\"}", "0+600", "0+600"),
            ("messaging_client_operation_duration_seconds_count{job=\"otelshop/checkout\",messaging_system=\"kafka\",error_type=\"Local_TimedOut\"}", "0+6", "0+60"),
        ]),
        new("DependencyUnreachable", "platform", [("pg_up{job=\"postgres-exporter\"}", "1+0", "0+0")]),
        new("DependencyUnreachable", "platform", [("redis_up{job=\"redis-exporter\"}", "1+0", "0+0")]),
        new("DependencyUnreachable", "platform", [("kafka_brokers{job=\"kafka-exporter\"}", "3+0", "0+0")]),
        new("DependencyUnreachable", "platform", [("dotnet_exceptions_total{job=\"otelshop/payment\",error_type=\"NpgsqlException\"}", "0+1", "0+10")]),
        new("CpuSaturated", "storefront", [(Of("process_cpu_time_seconds_total", ""), "0+60", "0+100"), (Of("dotnet_process_cpu_count", ""), "2+0", "2+0")]),
        new("MemorySaturated", "storefront", [("container_memory_working_set_bytes{namespace=\"N\",pod=\"ad-1\",container=\"ad\"}", "70+0", "90+0"), ("kube_pod_container_resource_limits{namespace=\"N\",pod=\"ad-1\",container=\"ad\",resource=\"memory\"}", "100+0", "100+0")], "ad"),
        new("ThreadPoolQueueLong", "storefront", [(Of("dotnet_thread_pool_queue_length_total", ""), "5+0", "200+0")]),
        new("ConnectionPoolSaturated", "storefront",
            [(Of("db_client_connection_count", ",db_client_connection_pool_name=\"p\",db_client_connection_state=\"used\""), "10+0", "90+0"), (Of("db_client_connection_max", ",db_client_connection_pool_name=\"p\""), "100+0", "100+0")]),
        new("NodeCpuSaturated", "platform", [("node_cpu_seconds_total{instance=\"n\",cpu=\"0\",mode=\"idle\"}", "0+30", "0+12")]),
        new("NodeMemorySaturated", "platform", [("node_memory_MemAvailable_bytes{instance=\"n\"}", "30+0", "10+0"), ("node_memory_MemTotal_bytes{instance=\"n\"}", "100+0", "100+0")]),
        new("VolumeFillsUp", "platform", [("kubelet_volume_stats_available_bytes{persistentvolumeclaim=\"d\"}", "39000+0", "39000-10"), ("kubelet_volume_stats_capacity_bytes{persistentvolumeclaim=\"d\"}", "100000+0", "100000+0")]),
        new("FalcoBreach", "platform", [(Falco("2"), "0+0", "_x30 1+0x30"), (Falco("5"), "0+1", "0+1")]),
        new("FalcoWarning", "platform", [(Falco("4"), "0+0", "0+1"), (Falco("3"), "0+0", "0+0")]),
        new("BackupMissing", "platform", [(Backup("last_successful_timestamp", "every-two-hours"), "0+60", "_"), (Backup("attempt_total", "every-two-hours"), "9+0", "9+0")]),
        new("BackupFailing", "platform", [(Backup("failure_total", "daily"), "2+0", "2+1"), (Backup("partial_failure_total", "daily"), "0+0", "0+0")]),
        new("BackupFailing", "platform", [(Backup("failure_total", "daily"), "0+0", "0+0"), (Backup("partial_failure_total", "daily"), "1+0", "1+1")]),
    ];

    private static string Falco(string priority) => $"falcosecurity_falco_rules_matches_total{{rule_name=\"Shell\",priority=\"{priority}\",source=\"syscall\",tag_otelshop=\"true\"}}";

    private static string Backup(string metric, string schedule) => $"velero_backup_{metric}{{schedule=\"{schedule}\"}}";

    private static string Maintained(string shop, string space) => $"kube_namespace_labels{{namespace=\"{space}\",label_app_kubernetes_io_part_of=\"{shop}\",label_otelshop_io_maintenance=\"planned\"}}";

    private const string Lag = "messaging_kafka_consumer_lag{job=\"otelshop/accounting\",messaging_consumer_group_name=\"accounting\",messaging_destination_name=\"orders\",messaging_destination_partition_id=\"0\"}";
    private const string Consumed = "messaging_client_consumed_messages_total{job=\"otelshop/accounting\",messaging_consumer_group_name=\"accounting\",messaging_destination_name=\"orders\"}";

    public static TheoryData<int> EachCase => [.. Enumerable.Range(0, Cases.Length)];

    [Theory, MemberData(nameof(EachCase))]
    public async Task An_alert_fires_for_bad_values_alone(int number)
    {
        var (alert, owner, series, silent) = Cases[number];
        var others = Services.Where(service => silent is null || !service.Item1.Contains($"/{silent}\"", StringComparison.Ordinal)).ToList();
        var query = $"count by (owner) (ALERTS{{alertstate=\"firing\",alertname=\"{alert}\"}})";

        (await TestAsync([.. others, .. series.Select(one => (one.Series, Long(one.Healthy)))], ("50m", query, []))).Succeeded();
        (await TestAsync([.. others, .. series.Select(one => (one.Series, Long(one.Bad)))], ("50m", query, [SloAlertTests.Sample($"{{owner=\"{owner}\"}}", 1)]))).Succeeded();
    }

    [Fact]
    public async Task Silence_of_all_services_is_one_alert() => (await TestAsync(
        [("up", "1x60")], ("30m", "count by (alertname) (ALERTS{alertstate=\"firing\",alertname=\"TelemetryAbsent\"})", [SloAlertTests.Sample("{alertname=\"TelemetryAbsent\"}", 1)]))).Succeeded();

    [Fact]
    public async Task Forgotten_maintenance_has_no_effect_after_four_hours()
    {
        const string alerts = "count by (alertname, owner, severity) (ALERTS{alertname=~\"PlannedMaintenance|MaintenanceTooLong\"})";

        (await TestAsync(
            [(Maintained("otelshop", "otel-demo-prod"), "1x300")],
            ("235m", "slo:maintenance:active", [SloAlertTests.Sample("slo:maintenance:active", 1)]),
            ("235m", alerts, [SloAlertTests.Sample("{alertname=\"PlannedMaintenance\",owner=\"platform\",severity=\"info\"}", 1)]),
            ("245m", "slo:maintenance:active", [SloAlertTests.Sample("slo:maintenance:active", 0)]),
            ("245m", alerts, [SloAlertTests.Sample("{alertname=\"MaintenanceTooLong\",owner=\"platform\",severity=\"ticket\"}", 1)]))).Succeeded();
    }

    [Fact]
    public async Task An_unusual_number_of_visitors_is_an_anomaly()
    {
        static IEnumerable<(string, string)> Visitors(string last) => [(Entrance("count", ",http_response_status_code=\"200\""), $"0+580x100 58000+620x100 120000+600x100 {last}")];
        var query = "count by (alertname) (ALERTS{alertstate=\"firing\",alertname=\"TrafficAnomaly\"})";

        (await TestAsync([.. Services, .. Visitors("180000+600x40")], ("330m", query, []))).Succeeded();
        (await TestAsync([.. Services, .. Visitors("180000+60x40")], ("325m", query, [SloAlertTests.Sample("{alertname=\"TrafficAnomaly\"}", 1)]))).Succeeded();
    }

    // Previews come and go with pull requests.
    [Theory, InlineData("dev", 30, 1490, false), InlineData("dev", 3, 1490, true), InlineData("dev", 3, 600, false), InlineData("pr-7", 3, 1490, false)]
    public async Task Requests_that_a_day_did_not_use_are_idle(string shop, int seconds, int minute, bool fires)
    {
        var pod = $"namespace=\"otel-demo-{shop}\",pod=\"ad-1\",container=\"ad\"";

        (await TestAsync(
            [
                ($"container_cpu_usage_seconds_total{{{pod}}}", $"0+{seconds}x1500"),
                ($"kube_pod_container_resource_requests{{{pod},resource=\"cpu\"}}", "1x1500"),
                ($"kube_namespace_labels{{namespace=\"otel-demo-{shop}\",label_app_kubernetes_io_part_of=\"otelshop\"}}", "1x1500"),
            ],
            ($"{minute}m", "count by (owner) (ALERTS{alertstate=\"firing\",alertname=\"RequestsIdle\"})", fires ? [SloAlertTests.Sample("{owner=\"platform\"}", 1)] : []))).Succeeded();
    }

    [Theory, InlineData(0, false), InlineData(2, true)]
    public async Task Growth_of_a_day_is_continued_for_a_week(int acceleration, bool fires)
    {
        // 0.8 of two processors each second, and more each time: by the rules of the demonstration, in which a day lasts 24 minutes.
        var used = string.Join(' ', Enumerable.Range(0, 240).Select(interval => $"{1000 + (interval * 4) + (interval * interval * acceleration / 1000.0)}"));

        var result = await PrometheusTools.TestRulesAsync(["demo/slo.yaml", "demo/shop.yaml"], "5s", SloAlertTests.Test(
            "5s", [(Of("process_cpu_time_seconds_total", ""), used), (Of("dotnet_process_cpu_count", ""), "2+0x240")],
            [("1100s", "count by (owner) (ALERTS{alertstate=\"firing\",alertname=\"CapacityExhaustedSoon\"})", fires ? [SloAlertTests.Sample("{owner=\"storefront\"}", 1)] : [])]));

        result.Succeeded();
    }

    [Theory, InlineData("every-two-hours", 290, 310), InlineData("daily", 2990, 3010)]
    public async Task A_schedule_without_a_backup_is_told_of_though_Velero_is_away(string schedule, int healthy, int missing)
    {
        const string query = "count by (schedule) (ALERTS{alertstate=\"firing\",alertname=\"BackupMissing\"})";

        (await TestAsync(
            [(Backup("last_successful_timestamp", schedule), "0x20 stale")],
            ($"{healthy}m", query, []), ($"{missing}m", query, [SloAlertTests.Sample($"{{schedule=\"{schedule}\"}}", 1)]))).Succeeded();
    }

    [Fact]
    public void Every_alert_has_a_case() => Assert.Equal(
        PublishedAlert.All().Select(alert => alert.Name).Where(name => !name.StartsWith("ErrorBudget", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal),
        Cases.Select(one => one.Alert).Concat(["CapacityExhaustedSoon", "MaintenanceTooLong", "RequestsIdle", "TelemetryAbsent", "TrafficAnomaly"]).Distinct().Order(StringComparer.Ordinal));

    private static async Task<Tools.ToolResult> TestAsync(IEnumerable<(string, string)> series, params (string Time, string Query, JsonObject[] Samples)[] expected) =>
        await PrometheusTools.TestRulesAsync(["slo.yaml", "shop.yaml"], "1m", SloAlertTests.Test("1m", series, expected));

    private static string Long(string values) => values.Contains('x', StringComparison.Ordinal) ? values : $"{values}{Minutes}";

    private static string Of(string metric, string labels) => $"{metric}{{job=\"otelshop/ad\",instance=\"ad-1\"{labels}}}";

    private static string Entrance(string suffix, string labels) => $"http_server_request_duration_seconds_{suffix}{{job=\"otelshop/frontend-proxy\",http_route=\"/\",http_request_method=\"GET\"{labels}}}";

    private static string Database(string system, string labels) => $"db_client_operation_duration_seconds_count{{job=\"otelshop/payment\",db_system_name=\"{system}\"{labels}}}";

    // The silent service reports nothing but the series of the case.
    private sealed record Case(string Alert, string Owner, (string Series, string Healthy, string Bad)[] Series, string? Silent = null);
}
