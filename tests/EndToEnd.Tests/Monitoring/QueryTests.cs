using OtelShop.EndToEnd.Tests.Scenarios;
using OtelShop.Testing.Backing;

namespace OtelShop.EndToEnd.Tests.Monitoring;

/// <summary>Queries of dashboards and rules find data in the running shop; those of a cluster in samples of one.</summary>
[Collection(ShopCollection.Name)]
public sealed class QueryTests(RunningShop shop) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private PrometheusServer _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await PrometheusServer.StartAsync(ClusterMetrics.OpenMetrics());

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public Task Every_expression_of_a_rule_finds_data() => CheckAsync([.. MonitoringQueries.OfRules()]);

    [Fact]
    public Task Every_query_of_a_dashboard_finds_data() => CheckAsync([.. MonitoringQueries.OfDashboards()]);

    private async Task CheckAsync(IReadOnlyList<PlacedQuery> queries)
    {
        Assert.NotEmpty(queries);
        using var client = new HttpClient { BaseAddress = _cluster.Address };
        var check = new QueryCheck(shop.Monitoring, new PrometheusClient(client, client));
        IReadOnlyList<string> problems = [];
        // Panels show changes of flags and injected faults, too.
        await using var fault = await shop.Flags.TurnAsync("latencyInjection", "100ms");
        try
        {
            await shop.RequestsUntilAsync("data for every query", async () =>
            {
                problems = await ProblemsAsync(check, queries);
                return problems.Count == 0;
            }, Patience, Traffic.OrderAsync, Traffic.OrderAbroadAsync, Traffic.SeeAdsAsync, Traffic.SeeRecommendationsAsync, Traffic.BrowseInEurosAsync,
                shopper => shopper.CheckOutAsync("XXX"), _ => shop.Storefront.GetAsync("/"), _ => shop.Storefront.GetAsync($"/product/{Traffic.Explorascope}"));
        }
        catch (TimeoutException)
        {
            Assert.Fail(string.Join('\n', problems));
        }
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(QueryCheck check, IReadOnlyList<PlacedQuery> queries)
    {
        List<string> problems = [];
        foreach (var query in queries)
        {
            if (await check.ProblemOfAsync(query.Text) is { } problem)
                problems.Add($"{query.Place}: {problem}: {query.Text.ReplaceLineEndings(" ")}");
        }

        return problems;
    }
}
