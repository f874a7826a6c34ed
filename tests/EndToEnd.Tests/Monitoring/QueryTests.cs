using Aspire.Hosting.Testing;
using OtelShop.Testing.Backing;

namespace OtelShop.EndToEnd.Tests.Monitoring;

/// <summary>
/// Queries of dashboards and rules find what all other tests made the shop measure, beside samples of the metrics that only a cluster has; so it runs last.
/// </summary>
[Collection(ShopCollection.Name)]
public sealed class QueryTests(RunningShop shop) : IAsyncLifetime
{
    private PrometheusServer _prometheus = null!;

    public async ValueTask InitializeAsync()
    {
        using var ofShop = shop.Application.CreateHttpClient("prometheus", "http");
        _prometheus = await PrometheusServer.StartAsync(ClusterMetrics.OpenMetrics(), ofShop.BaseAddress);
    }

    public ValueTask DisposeAsync() => _prometheus.DisposeAsync();

    [Fact]
    public Task Every_expression_of_a_rule_finds_data() => CheckAsync(MonitoringQueries.OfRules());

    [Fact]
    public Task Every_query_of_a_dashboard_finds_data() => CheckAsync(MonitoringQueries.OfDashboards());

    private async Task CheckAsync(IEnumerable<PlacedQuery> queries)
    {
        using var client = new HttpClient { BaseAddress = _prometheus.Address };
        var check = new QueryCheck(new PrometheusClient(client, client), shop.Age);
        List<string> problems = [];
        foreach (var query in queries)
        {
            if (await check.ProblemOfAsync(query.Text) is { } problem)
                problems.Add($"{query.Place}: {problem}: {query.Text.ReplaceLineEndings(" ")}");
        }

        Assert.True(check.Queries > 100, $"{check.Queries} are not all queries.");
        Assert.True(problems.Count == 0, $"{problems.Count} of {check.Queries} queries find nothing:\n{string.Join('\n', problems)}");
    }
}
