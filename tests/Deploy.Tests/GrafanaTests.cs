using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OtelShop.Deploy.Tests.Alerts;

namespace OtelShop.Deploy.Tests;

/// <summary>The written dashboards, read by the types and grammars of Grafana and Prometheus.</summary>
public sealed partial class GrafanaTests(Renders renders)
{
    private static readonly string Folder = Path.Combine(DeployTools.DeployFolder, "monitoring", "grafana");

    private readonly JsonArray _dashboards =
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "dashboards"), "*.json").Order(StringComparer.Ordinal).Select(file => JsonNode.Parse(File.ReadAllText(file)))];

    [Fact]
    public async Task Dashboards_have_the_types_of_Grafanas_schema()
    {
        Assert.Equal(14, _dashboards.Count);
        FindingAssert.None(await SchemaCheck.DashboardsAsync(_dashboards));
    }

    [Fact]
    public async Task Every_query_is_correct_in_its_language()
    {
        var queries = new JsonArray([.. _dashboards.SelectMany(dashboard => QueriesOf(dashboard!))]);

        Assert.True(queries.Count > 250, $"Only {queries.Count} queries were found.");
        FindingAssert.None(await SchemaCheck.QueriesAsync(queries));
    }

    [Theory]
    [InlineData("PromQl", "sum by (a (up)")]
    [InlineData("LogQl", "{a=\"b\"} | | json")]
    [InlineData("TraceQl", "{ resource.service.name = \"a\" && }")]
    public async Task A_query_with_a_wrong_syntax_is_named(string language, string text) =>
        Assert.NotEmpty(await SchemaCheck.QueriesAsync([Query(language, text)]));

    [Fact]
    public async Task Unknown_fields_and_wrong_values_are_named()
    {
        var dashboard = _dashboards.Single(item => item!["uid"]!.GetValue<string>() == "otelshop-business")!;
        JsonNode Changed(Action<JsonNode> change)
        {
            var copy = dashboard.DeepClone();
            change(copy);
            return copy;
        }

        var findings = await SchemaCheck.DashboardsAsync(
        [
            Changed(copy => copy["colour"] = "red"),
            Changed(copy => copy["graphTooltip"] = 3),
            Changed(copy => Graph(copy)["options"]!["legend"]!["displayMode"] = "tabel"),
            Changed(copy => Graph(copy)["fieldConfig"]!["defaults"]!["custom"]!["drawStile"] = "line"),
            Changed(copy => Graph(copy)["targets"]![0]!["exprs"] = "up"),
        ]);

        Assert.Collection(
            findings,
            finding => Assert.Contains("'\"colour\"' does not exist", finding, StringComparison.Ordinal),
            finding => Assert.Contains("Type '3' is not assignable", finding, StringComparison.Ordinal),
            finding => Assert.Contains("\"tabel\"", finding, StringComparison.Ordinal),
            finding => Assert.Contains("drawStile", finding, StringComparison.Ordinal),
            finding => Assert.Contains("exprs", finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Grafana_in_the_cluster_gets_every_dashboard()
    {
        var maps = (await renders.BuildAsync("monitoring")).Where(item => item.Kind == "ConfigMap" && item.Json["metadata"]?["labels"]?["grafana_dashboard"]?.GetValue<string>() == "1");

        var delivered = maps.SelectMany(map => map.Json["data"]!.AsObject()).Select(file => JsonNode.Parse(file.Value!.GetValue<string>())!["uid"]!.GetValue<string>());
        Assert.Equal(_dashboards.Select(dashboard => dashboard!["uid"]!.GetValue<string>()).Order(StringComparer.Ordinal), delivered.Order(StringComparer.Ordinal));
    }

    // A link to a data source that is not there is dead.
    [Theory]
    [InlineData("grafana/provisioning", new[] { "prometheus", "tempo", "loki", "alertmanager" }, new[] { "loki", "prometheus", "tempo" })]
    [InlineData("containers", new[] { "prometheus", "tempo", "loki" }, new[] { "loki", "prometheus", "tempo" })]
    public async Task Data_sources_of_each_profile_lead_to_each_other_alone(string folder, string[] uids, string[] targets)
    {
        var yaml = await File.ReadAllTextAsync(PrometheusTools.At(folder, "datasources", "otelshop.yaml"));

        Assert.Equal(uids, Uid().Matches(yaml).Select(match => match.Groups[1].Value));
        Assert.Equal(targets, TargetUid().Matches(yaml).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    // Without a data source of its type a panel is empty.
    [Theory, InlineData("grafana/provisioning"), InlineData("containers")]
    public async Task Every_data_source_that_a_dashboard_chooses_from_is_provisioned(string folder)
    {
        var chosen = _dashboards.SelectMany(dashboard => dashboard!["templating"]!["list"]!.AsArray()).Where(variable => (string?)variable!["type"] == "datasource").Select(variable => (string)variable!["query"]!);

        Assert.Subset(SourceType().Matches(await File.ReadAllTextAsync(PrometheusTools.At(folder, "datasources", "otelshop.yaml"))).Select(match => match.Groups[1].Value).ToHashSet(), chosen.ToHashSet());
    }

    // Exporters of collectors have the names of the data sources that read them.
    [Theory, InlineData("collector/dev/config/gateway.yaml"), InlineData("collector/staging/config/gateway.yaml"), InlineData("collector/prod/config/gateway.yaml"), InlineData("containers/collector.yaml")]
    public async Task Each_signal_is_kept_where_its_data_source_reads(string collector)
    {
        var pipelines = YamlReader.Read(await File.ReadAllTextAsync(PrometheusTools.At(collector))).Single().At("service", "pipelines");
        IEnumerable<string> Backends(string signal) => pipelines.Items(signal, "exporters").Select(id => id.ToString().Split('/')[^1]);

        Assert.Contains("tempo", Backends("traces"));
        Assert.Contains("prometheus", Backends("metrics"));
        Assert.Contains("loki", Backends("logs"));
    }

    // Without the label a link is relative, and an alert is read outside of Grafana.
    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Links_of_alerts_have_the_address_of_the_stages_Grafana(string stage)
    {
        var git = new GitOps(renders);
        var argo = (await git.ArgoAddonsAsync(stage)).Single(item => item.Spec.Text("source", "chart") == "kube-prometheus-stack").Spec.At("source", "helm", "valuesObject");
        var flux = (await git.FluxAsync(stage)).Single(item => item is { Kind: "HelmRelease", Name: "kube-prometheus-stack" }).Spec.At("values");
        var used = ExternalLabel().Matches(await File.ReadAllTextAsync(PrometheusTools.At("rules", "slo.yaml")) + await File.ReadAllTextAsync(PrometheusTools.At("rules", "shop.yaml"))).Select(match => match.Groups[1].Value).Distinct();

        Assert.All((JsonNode?[])[argo, flux], values =>
        {
            var labels = values.Fields("prometheus", "prometheusSpec", "externalLabels").ToDictionary(label => label.Key, label => label.Value.Text());
            Assert.Equal(stage, labels["deployment_environment_name"]);
            Assert.All(used, label => Assert.Contains(label, labels.Keys));
            Assert.StartsWith("https://grafana.", labels["grafana_url"], StringComparison.Ordinal);
            Assert.Equal(labels["grafana_url"], values.Text("grafana", "grafana.ini", "server", "root_url"));
        });
    }

    private static IEnumerable<JsonNode> QueriesOf(JsonNode dashboard)
    {
        foreach (var target in dashboard["panels"]!.AsArray().SelectMany(panel => panel!["targets"]?.AsArray() ?? []))
        {
            if (target!["expr"] is { } expression)
                yield return Query(target["datasource"]!["type"]!.GetValue<string>() == "loki" ? "LogQl" : "PromQl", expression.GetValue<string>());
            else if (target["query"] is { } query)
                yield return Query("TraceQl", query.GetValue<string>());
        }

        foreach (var annotation in dashboard["annotations"]!["list"]!.AsArray())
            yield return Query("PromQl", annotation!["target"]!["expr"]!.GetValue<string>());
    }

    // The grammars know neither windows nor times by variable.
    private static JsonObject Query(string language, string text) => new()
    {
        ["language"] = language,
        ["text"] = Window().Replace(text, "5m").Replace("$__range_s", "300", StringComparison.Ordinal),
    };

    private static JsonNode Graph(JsonNode dashboard) => dashboard["panels"]!.AsArray().First(panel => panel!["type"]!.GetValue<string>() == "timeseries")!;

    [GeneratedRegex(@"\$__(rate_interval|range|auto)\b")]
    private static partial Regex Window();

    [GeneratedRegex(@"^ {4}uid: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Uid();

    [GeneratedRegex(@"^ {4}type: (.+)$", RegexOptions.Multiline)]
    private static partial Regex SourceType();

    [GeneratedRegex(@"\$externalLabels\.(\w+)")]
    private static partial Regex ExternalLabel();

    [GeneratedRegex(@"datasourceUid: (.+)")]
    private static partial Regex TargetUid();
}
