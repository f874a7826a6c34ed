namespace OtelShop.Testing.Backing;

/// <summary>A Prometheus server of its own on a free port. It scrapes nothing and has the samples that a test gives it, beside those of another Prometheus.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("otelshop-prometheus-");
    private readonly int _port = FreePort.Find();
    private ServerProcess? _server;

    /// <summary>Address of the API.</summary>
    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>Starts a server with the samples of a text in OpenMetrics format, each with its time.</summary>
    /// <param name="openMetrics">The samples.</param>
    /// <param name="other">Another Prometheus, whose samples queries find too. Null: there is none.</param>
    public static async Task<PrometheusServer> StartAsync(string openMetrics, Uri? other = null)
    {
        var server = new PrometheusServer();
        await server.StartWithAsync(openMetrics, other);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StartWithAsync(string openMetrics, Uri? other)
    {
        var (samples, configuration, data) = (Path.Combine(_folder.FullName, "samples.txt"), Path.Combine(_folder.FullName, "prometheus.yml"), Path.Combine(_folder.FullName, "data"));
        await File.WriteAllTextAsync(samples, openMetrics);
        await File.WriteAllTextAsync(configuration, other is null ? "" : $"remote_read: [{{url: '{new Uri(other, "/api/v1/read")}', read_recent: true}}]\n");
        await ServerProcess.RunAsync(["promtool", "tsdb", "create-blocks-from", "openmetrics", samples, data]);
        _server = ServerProcess.Start("TERM", ["prometheus", $"--config.file={configuration}", $"--storage.tsdb.path={data}", $"--web.listen-address={Address.Authority}"]);
        using var client = new HttpClient { BaseAddress = Address };
        await ServerProcess.WaitUntilAsync(async () =>
        {
            try
            {
                using var answer = await client.GetAsync("/-/ready");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // Not there yet.
            }
        });
    }
}
