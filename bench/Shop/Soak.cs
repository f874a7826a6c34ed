using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Oteldemo;

namespace OtelShop.Bench.Shop;

/// <summary>
/// Memory of each process while orders arrive at a constant rate. Live objects tell of leaks. The rest of the memory grows and shrinks with the garbage in it:
/// an idle service may need minutes to fill .NET's first generation once. A failed order ends the run with its error.
/// </summary>
internal static class Soak
{
    private const int Clients = 8;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(int ordersPerSecond, TimeSpan duration)
    {
        await using var sink = await TelemetrySink.StartAsync();
        await using var shop = await RunningShop.StartAsync(variables => variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = sink.Address);
        using var cart = GrpcChannel.ForAddress(shop.Application.GetEndpoint("cart", "grpc"));
        using var checkout = GrpcChannel.ForAddress(shop.Application.GetEndpoint("checkout", "grpc"));
        var load = new OrderLoad(new CartService.CartServiceClient(cart), new CheckoutService.CheckoutServiceClient(checkout), ordersPerSecond);
        var users = await load.FillCartsAsync((int)(duration.TotalSeconds * ordersPerSecond), Clients);
        await load.RunAsync(WarmUp);

        var before = await LiveHeapsAsync(shop);
        using var end = new CancellationTokenSource();
        var sampling = SampleAsync(shop, end.Token);
        var latencies = await load.RunAsync(users);
        await end.CancelAsync();
        Console.WriteLine($"{latencies.Length} orders at {ordersPerSecond}/s, none failed: p50 {latencies[latencies.Length / 2]:F1} ms, p99 {latencies[(int)(latencies.Length * 0.99)]:F1} ms");
        var after = await LiveHeapsAsync(shop);
        foreach (var (name, samples) in (await sampling).OrderByDescending(one => after.GetValueOrDefault(one.Key) - before.GetValueOrDefault(one.Key)))
        {
            var live = after.TryGetValue(name, out var megabytes) ? $"live {(megabytes - before[name]) / duration.TotalMinutes,6:F2} MB/min {before[name],6:F1} MB -> {megabytes,6:F1} MB" : "";
            Console.WriteLine($"{live,-45}  anonymous {Slope(samples),6:F2} MB/min {samples[0].Megabytes,7:F1} MB -> {samples[^1].Megabytes,7:F1} MB  {name}");
        }
    }

    private static async Task<IReadOnlyDictionary<string, double>> LiveHeapsAsync(RunningShop shop)
    {
        var heaps = new Dictionary<string, double>();
        foreach (var service in shop.Services)
        {
            if (shop.ProcessOf(service) is { } process)
                heaps[service] = await LiveHeap.MegabytesAsync(process);
        }

        return heaps;
    }

    private static async Task<Dictionary<string, List<(double Minute, double Megabytes)>>> SampleAsync(RunningShop shop, CancellationToken end)
    {
        var samples = new Dictionary<string, List<(double Minute, double Megabytes)>>();
        var start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(SampleInterval);
        do
        {
            var minute = TimeProvider.System.GetElapsedTime(start).TotalMinutes;
            foreach (var (name, megabytes) in shop.Megabytes("Pss_Anon"))
            {
                if (!samples.TryGetValue(name, out var known))
                    samples[name] = known = [];
                known.Add((minute, megabytes));
            }
        }
        while (await NextAsync(timer, end));

        return samples;
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken end)
    {
        try
        {
            return await timer.WaitForNextTickAsync(end);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Least squares, in MB per minute: one collection of garbage more or less changes it little.</summary>
    private static double Slope(IReadOnlyList<(double Minute, double Megabytes)> samples)
    {
        var (meanMinute, meanMegabytes) = (samples.Average(sample => sample.Minute), samples.Average(sample => sample.Megabytes));
        var spread = samples.Sum(sample => Math.Pow(sample.Minute - meanMinute, 2));
        return spread == 0 ? 0 : samples.Sum(sample => (sample.Minute - meanMinute) * (sample.Megabytes - meanMegabytes)) / spread;
    }
}
