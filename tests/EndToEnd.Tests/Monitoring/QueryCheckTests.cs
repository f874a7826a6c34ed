using OtelShop.Testing.Backing;

namespace OtelShop.EndToEnd.Tests.Monitoring;

/// <summary>The check of <see cref="QueryTests"/> refuses what finds nothing.</summary>
public sealed class QueryCheckTests(QueryCheckTests.Samples samples) : IClassFixture<QueryCheckTests.Samples>
{
    [Theory]
    [InlineData("rate(requests_total{code=\"200\"}[1m])")]
    [InlineData("sum by (code) (rate(requests_total{code=~\"2..\"}[1m])) > 1000")]
    [InlineData("up{job=\"shop\"} == 0")]
    [InlineData("up unless on (job) requests_total")]
    [InlineData("absent_over_time(up{job=\"shop\"}[1m])")]
    [InlineData("predict_linear(up[1d], 604800) < 0 and up offset 12h")]
    [InlineData("requests_total / on (job) group_left () (up > 1)")]
    [InlineData("time() - max(up)")]
    public async Task A_query_passes_whose_series_exist_and_meet(string query) => Assert.Null(await samples.ProblemOfAsync(query));

    [Theory]
    [InlineData("rate(responses_total[1m])", "no series responses_total")]
    [InlineData("rate(requests_total{code=\"500\"}[1m])", "no series requests_total{code=\"500\"}")]
    [InlineData("up{job=\"stop\"} == 0", "no series up{job=\"stop\"}")]
    [InlineData("requests_total{status=\"200\"} or up", "no series requests_total{status=\"200\"}")]
    [InlineData("{__name__=~\"re.*_total\", job!=\"shop\"}", "no series {__name__=~\"re.*_total\",job!=\"shop\"}")]
    [InlineData("up unless requests_total", "finds no number, although each of its selectors has series")]
    [InlineData("requests_total / on (code) up", "finds no number, although each of its selectors has series")]
    [InlineData("(up - up) / (up - up)", "finds no number, although each of its selectors has series")]
    public async Task A_query_fails_whose_series_are_missing_or_do_not_meet(string query, string problem) => Assert.Equal(problem, await samples.ProblemOfAsync(query));

    /// <summary>A Prometheus with two metrics, one of them of another server that it reads from.</summary>
    public sealed class Samples : IAsyncLifetime
    {
        private PrometheusServer _other = null!;
        private PrometheusServer _server = null!;

        public async ValueTask InitializeAsync()
        {
            _other = await PrometheusServer.StartAsync(Series("up{job=\"shop\"}", 1));
            _server = await PrometheusServer.StartAsync(Series("requests_total{job=\"shop\",code=\"200\"}", 100), _other.Address);
        }

        public async ValueTask DisposeAsync()
        {
            await _server.DisposeAsync();
            await _other.DisposeAsync();
        }

        public async Task<string?> ProblemOfAsync(string query)
        {
            using var client = new HttpClient { BaseAddress = _server.Address };
            return await new QueryCheck(new PrometheusClient(client, client), TimeSpan.FromMinutes(10)).ProblemOfAsync(query);
        }

        private static string Series(string series, int value)
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            return string.Concat(Enumerable.Range(0, 40).Select(step => $"{series} {value + step} {now - 600 + (15 * step)}\n")) + "# EOF\n";
        }
    }
}
