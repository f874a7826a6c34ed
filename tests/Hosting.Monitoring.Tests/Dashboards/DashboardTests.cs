using System.Text.Json.Nodes;

namespace OtelShop.Hosting.Monitoring.Tests.Dashboards;

public sealed class DashboardTests
{
    private readonly List<JsonObject> _dashboards =
        [.. MonitoringFiles.Of(TestShop.Shop).Where(file => file.Path.StartsWith("grafana/dashboards/", StringComparison.Ordinal)).Select(file => JsonNode.Parse(file.Text)!.AsObject())];

    private JsonObject Golden => _dashboards[0];

    private JsonObject Panel => Golden["panels"]![1]!.AsObject();

    [Fact]
    public void Dashboards_have_no_finding() => Assert.Empty(DashboardCheck.Findings(_dashboards));

    [Fact]
    public void Every_demanded_dashboard_is_written() =>
        Assert.Equal(
            ["business", "cost", "dora", "feature-flags", "golden-signals", "infrastructure", "kafka", "logs", "postgresql", "redis", "security", "service", "slo", "traces"],
            _dashboards.Select(dashboard => dashboard["uid"]!.GetValue<string>()["otelshop-".Length..]).Order(StringComparer.Ordinal));

    [Fact]
    public void Writing_twice_gives_the_same_text() => Assert.Equal(MonitoringFiles.Of(TestShop.Shop), MonitoringFiles.Of(TestShop.Shop));

    [Fact]
    public void Alerts_lead_to_dashboards_that_exist()
    {
        var uids = _dashboards.Select(dashboard => dashboard["uid"]!.GetValue<string>()).ToHashSet();
        var links = MonitoringFiles.DocumentsOf(TestShop.Shop)
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(file.Document.ToJsonString(), "/d/([a-z-]+)")).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(links);
        Assert.Empty(links.Except(uids));
    }

    [Fact]
    public void Business_figures_leave_orders_of_checks_out() => Finds("Orders counts checks of monitoring", () =>
    {
        var query = _dashboards.Single(dashboard => (string)dashboard["uid"]! == "otelshop-business")["panels"]![1]!["targets"]![0]!;
        query["expr"] = ((string)query["expr"]!).Replace("user_agent_synthetic_type=\"\"", "", StringComparison.Ordinal);
    }, "otelshop-business");

    [Theory]
    [InlineData("sum(rate(demo_order_placements_total{user_agent_synthetic_type=\"\"}[5m]))", "reads demo_order_placements_total of every shop")]
    [InlineData("sum(feature_flag_flagd_sync_active_streams)", "reads feature_flag_flagd_sync_active_streams of every shop")]
    [InlineData("sum(rate(rpc_server_call_duration_seconds_count{job=~\".*/cart\"}[5m]))", "reads rpc_server_call_duration_seconds_count of every shop")]
    [InlineData("sum by (client, server) (rate(traces_service_graph_request_total{client_service_namespace=~\"otelshop|\"}[5m]))", "reads traces_service_graph_request_total of every shop")]
    public void A_query_that_adds_shops_of_pull_requests_is_named(string query, string finding) => FindsInQuery(finding, query);

    [Fact]
    public void A_variable_that_lists_values_of_every_shop_is_named() => Finds(
        "reads messaging_client_sent_messages_total of every shop", () => Variable("otelshop-kafka", "topic")["query"]!["query"] = "label_values(messaging_client_sent_messages_total, messaging_destination_name)", "otelshop-kafka");

    [Theory]
    [InlineData("otelshop-logs", "loki", "expr", "{service_name=~\"$service\"}", "reads logs of every shop")]
    [InlineData("otelshop-traces", "tempo", "query", "{ resource.service.name =~ \"$service\" && status = error }", "reads traces of every shop")]
    [InlineData("otelshop-traces", "tempo", "serviceMapQuery", "{}", "draws every shop")]
    public void Logs_traces_and_a_map_of_every_shop_are_named(string dashboard, string source, string field, string query, string finding) => Finds(
        finding, () => Targets(dashboard).First(target => (string)target["datasource"]!["type"]! == source && target.ContainsKey(field))[field] = query, dashboard);

    [Fact]
    public void A_second_panel_with_the_same_id_is_named() => Finds("two panels have the id 1", () => Panel["id"] = 1);

    [Fact]
    public void A_panel_beyond_the_last_column_is_named() => Finds("Requests is outside the grid", () => Panel["gridPos"]!["w"] = 25);

    [Fact]
    public void Panels_that_overlap_are_named() => Finds("Requests and Errors overlap", () => Panel["gridPos"]!["w"] = 7);

    [Fact]
    public void A_panel_without_description_is_named() => Finds("Requests has no description", () => Panel.Remove("description"));

    [Fact]
    public void A_panel_without_unit_is_named() => Finds("Requests has no unit", () => Panel["fieldConfig"]!["defaults"]!.AsObject().Remove("unit"));

    [Fact]
    public void An_unknown_unit_is_named() => Finds("Requests has the unknown unit rpss", () => Panel["fieldConfig"]!["defaults"]!["unit"] = "rpss");

    [Fact]
    public void A_variable_without_definition_is_named() => FindsInQuery("$shop is not defined", "up{job=~\"$shop\"}");

    [Fact]
    public void A_variable_that_nothing_uses_is_named() =>
        Finds("$spare is never used", () => Golden["templating"]!["list"]!.AsArray().Add(new JsonObject { ["name"] = "spare" }));

    [Fact]
    public void A_link_to_nowhere_is_named() =>
        Finds("a link leads to otelshop-nothing, which does not exist", () => Golden["links"]![1]!["url"] = "/d/otelshop-nothing");

    [Fact]
    public void A_link_with_an_unknown_variable_is_named() =>
        Finds("a link sets $shop, which otelshop-service does not have", () => Golden["links"]![1]!["url"] = "/d/otelshop-service?var-shop=a");

    [Theory]
    [InlineData("sum(rate(http_server_request_seconds_count[1m]))", "nothing exports http_server_request_seconds_count")]
    [InlineData("rpc_server_call_duration_seconds", "nothing exports rpc_server_call_duration_seconds")]
    [InlineData("1 - slo:error_ratio:rate9h", "nothing exports slo:error_ratio:rate9h")]
    [InlineData("sum by (job, verion) (up)", "no metric has the label verion")]
    [InlineData("up{jobs=\"a\"}", "no metric has the label jobs")]
    public void A_name_that_nothing_exports_is_named(string query, string finding) => FindsInQuery(finding, query);

    private IEnumerable<JsonObject> Targets(string dashboard) =>
        Dashboard(dashboard)["panels"]!.AsArray().SelectMany(panel => panel!["targets"]?.AsArray() ?? []).Select(target => target!.AsObject());

    private JsonObject Variable(string dashboard, string name) => Dashboard(dashboard)["templating"]!["list"]!.AsArray().Single(variable => (string)variable!["name"]! == name)!.AsObject();

    private JsonObject Dashboard(string uid) => _dashboards.Single(dashboard => (string)dashboard["uid"]! == uid);

    private void FindsInQuery(string finding, string query) => Finds(finding, () => Panel["targets"]![0]!["expr"] = query);

    private void Finds(string finding, Action change, string dashboard = "otelshop-golden-signals")
    {
        change();

        Assert.Contains($"{dashboard}: {finding}", DashboardCheck.Findings(_dashboards));
    }
}
