namespace OtelShop.Bench.Edge;

/// <summary>Latency and processor time of a page, asked of the frontend and through the proxy in turn.</summary>
internal static class ProxyCost
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    public static async Task MeasureAsync(Uri frontend, Uri proxy, string path, int rounds)
    {
        var (frontendProcess, proxyProcess) = (ShopProcess.ListeningAt(frontend.Port), ShopProcess.ListeningAt(proxy.Port));
        var behind = frontendProcess.Siblings().Where(process => process != proxyProcess).ToList();
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null });
        var (direct, proxied) = (new Uri(frontend, path), new Uri(proxy, path));
        await PageLoad.RunAsync(client, direct, WarmUp);
        await PageLoad.RunAsync(client, proxied, WarmUp);
        List<double> p50 = [], p99 = [], added = [], proxyCpu = [], frontendCpu = [], behindCpu = [], share = [];
        for (var round = 0; round < rounds; round++)
        {
            var latenciesDirect = await PageLoad.RunAsync(client, direct, Measured);
            var (atProxy, atFrontend, atBehind) = (proxyProcess.CpuSeconds, frontendProcess.CpuSeconds, behind.Sum(process => process.CpuSeconds));
            var latencies = await PageLoad.RunAsync(client, proxied, Measured);
            var thousands = latencies.Length / 1000.0;
            proxyCpu.Add((proxyProcess.CpuSeconds - atProxy) / thousands);
            frontendCpu.Add((frontendProcess.CpuSeconds - atFrontend) / thousands);
            behindCpu.Add((behind.Sum(process => process.CpuSeconds) - atBehind) / thousands);
            share.Add(proxyCpu[^1] / behindCpu[^1]);
            p50.Add(At(latencies, 0.5));
            p99.Add(At(latencies, 0.99));
            added.Add(At(latencies, 0.5) - At(latenciesDirect, 0.5));
        }

        Console.WriteLine($"{path} at {PageLoad.RequestsPerSecond} requests/s, medians of {rounds} rounds of {Measured.TotalSeconds:0} s");
        Console.WriteLine($"  through the proxy       p50 {Median(p50):F2} ms, p99 {Median(p99):F2} ms; the proxy adds {Median(added):F2} ms to p50");
        Console.WriteLine($"  CPU-s / 1,000 requests  proxy {Median(proxyCpu):F3}, frontend {Median(frontendCpu):F3}, frontend and what it calls {Median(behindCpu):F3}: the proxy adds {Median(share):P1}");
    }

    private static double At(double[] sorted, double share) => sorted[(int)(sorted.Length * share)];

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
