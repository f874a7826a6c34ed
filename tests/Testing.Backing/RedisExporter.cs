namespace OtelShop.Testing.Backing;

/// <summary>Prometheus' exporter of Redis on a free port, configured as its container is.</summary>
public sealed class RedisExporter : IAsyncDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Find()}") };
    private ServerProcess? _server;

    /// <summary>Starts the exporter, and waits until it answers.</summary>
    /// <param name="variables">Its variables.</param>
    public static async Task<RedisExporter> StartAsync(params IEnumerable<(string Name, string Value)> variables)
    {
        var exporter = new RedisExporter();
        exporter._server = ServerProcess.Start("TERM", ["env", .. variables.Select(variable => $"{variable.Name}={variable.Value}"), "prometheus-redis-exporter", "-web.listen-address", exporter._client.BaseAddress!.Authority]);
        await ServerProcess.WaitUntilAsync(exporter.AnswersAsync);
        return exporter;
    }

    /// <summary>What Prometheus reads.</summary>
    public Task<string> MetricsAsync() => _client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _client.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await MetricsAsync()).Length > 0;
        }
        catch (HttpRequestException)
        {
            return false; // Not there yet.
        }
    }
}
