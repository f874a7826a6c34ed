using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests;

/// <summary>The four ways of taking over a new version, with each mesh.</summary>
public sealed partial class DeliveryTests(Renders renders)
{
    [Theory, MemberData(nameof(Renders.EachDelivery), MemberType = typeof(Renders))]
    public async Task Every_reference_of_a_delivery_resolves(string delivery, string mesh)
    {
        var objects = await renders.DeliveryAsync(delivery, mesh);

        FindingAssert.None([.. DeliveryCheck.Check(objects), .. ReferenceCheck.Check(objects), .. ObjectReferenceCheck.Check(objects)]);
        Assert.Equal(delivery is "canary" or "blueGreen", objects.Any(item => item.Kind == "Rollout"));
        Assert.Equal(delivery is "flagger", objects.Any(item => item.Kind == "Canary"));
    }

    [Theory, MemberData(nameof(Renders.EachDelivery), MemberType = typeof(Renders))]
    public async Task Services_autoscalers_budgets_and_selectors_fit_the_pods(string delivery, string mesh)
    {
        var objects = await renders.DeliveryAsync(delivery, mesh);

        FindingAssert.None([
            .. EndpointCheck.OfServices(objects), .. EndpointCheck.OfProbes(objects), .. ScalingCheck.OfAutoscalers(objects), .. ScalingCheck.OfBudgets(objects), .. ConventionCheck.OfNames(objects),
            .. ConventionCheck.OfSelectors(objects), .. RestrictedPodCheck.Check(objects)]);
    }

    [Theory, MemberData(nameof(Renders.EachDelivery), MemberType = typeof(Renders))]
    public async Task Pods_of_both_versions_reach_what_they_call_and_nothing_else(string delivery, string mesh)
    {
        var objects = await renders.DeliveryAsync(delivery, mesh);
        var names = Workload.Of(objects).Select(workload => workload.Name).ToHashSet();

        FindingAssert.None(Edge.Differences(new Reachability(objects, ShopGraph.Outside("staging")).Allowed(), ShopGraph.Connections("azure", names)));
    }

    [Theory]
    [InlineData("canary")]
    [InlineData("blueGreen")]
    public async Task The_callers_of_an_analysis_are_those_of_the_graph(string delivery)
    {
        var objects = await renders.DeliveryAsync(delivery, "none");
        var calls = ShopGraph.Calls(Workload.Of(objects).Where(workload => workload.IsService).Select(workload => workload.Name).ToHashSet()).ToList();

        foreach (var rollout in objects.Where(item => item.Kind == "Rollout"))
        {
            var expected = calls.Where(call => call.To == rollout.Name && !call.From.StartsWith("load-generator", StringComparison.Ordinal)).Select(call => call.From).Order(StringComparer.Ordinal);
            Assert.All(
                DeliveryCheck.Analyses(rollout).Where(analysis => analysis.Items("templates").All(template => template.Text("templateName") != "smoke-test")),
                analysis => Assert.Equal(string.Join('|', expected), analysis.Items("args").FirstOrDefault(argument => argument.Text("name") == "callers").Text("value") ?? ""));
        }
    }

    [Fact]
    public async Task Every_query_is_PromQL_over_metrics_that_the_services_emit()
    {
        var queries = await QueriesAsync();
        var registry = await File.ReadAllTextAsync(DeployTools.InRepository("docs", "telemetry", "registry.md"));

        Assert.Equal(21, queries.Count);
        FindingAssert.None(await SchemaCheck.PromQlAsync(queries));
        var metrics = queries.SelectMany(query => Metric().Matches(query)).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["http_server_request_duration", "messaging_process_duration", "rpc_server_call_duration"], metrics);
        Assert.All(["http.server.request.duration", "messaging.process.duration", "rpc.server.call.duration"], name => Assert.Contains($"| `{name}`", registry, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sum by service_name (up)")]
    [InlineData("rate(up[3m]")]
    [InlineData("up and and up")]
    public async Task A_query_that_is_no_PromQL_is_named(string query) => Assert.NotEmpty(await SchemaCheck.PromQlAsync([query]));

    [Fact]
    public async Task The_pods_of_a_query_are_those_of_the_new_version_alone()
    {
        var query = (await QueriesAsync()).First(query => query.Contains("instance=~", StringComparison.Ordinal) && query.Contains("cart-6d8f7c", StringComparison.Ordinal));
        var pods = new Regex($"^(?:{Instance().Match(query).Groups[1].Value})$");

        Assert.Matches(pods, "cart-6d8f7c-x2x9z");
        Assert.DoesNotMatch(pods, "cart-57b9cc-x2x9z");
    }

    // With values instead of arguments.
    private async Task<List<string>> QueriesAsync()
    {
        var templates = new List<string>();
        foreach (var delivery in (string[])["blueGreen", "flagger"])
            foreach (var item in await renders.DeliveryAsync(delivery, "istio"))
                templates.AddRange(item.Kind switch
                {
                    "AnalysisTemplate" => item.Spec.Items("metrics").Select(metric => metric.Text("provider", "prometheus", "query")).OfType<string>(),
                    "MetricTemplate" => [item.Spec.Text("query")!],
                    _ => [],
                });
        return [.. templates.Select(query => Argument().Replace(query, match => match.Groups[1].Value switch
        {
            "args.service" or "target" => "cart",
            "args.pod-template-hash" => "6d8f7c",
            "args.minimum-requests" => "10",
            "args.callers" or "variables.callers" => "checkout|frontend",
            "interval" => "3m",
            var other => throw new FormatException($"{other} is not known."),
        }))];
    }

    [GeneratedRegex(@"\{\{ ?([a-z.-]+) ?\}\}")]
    private static partial Regex Argument();

    [GeneratedRegex(@"\b([a-z_]+_duration)_seconds_(?:count|bucket)\b")]
    private static partial Regex Metric();

    [GeneratedRegex("instance=~\"([^\"]+)\"")]
    private static partial Regex Instance();
}
