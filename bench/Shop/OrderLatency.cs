using System.Diagnostics;
using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Oteldemo;

namespace OtelShop.Bench.Shop;

/// <summary>Start until every resource is healthy, PlaceOrder latency under an open loop, memory by process.</summary>
internal static class OrderLatency
{
    private const int OrdersPerSecond = 20;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(int rounds)
    {
        var clock = Stopwatch.StartNew();
        await using var shop = await RunningShop.StartAsync(dashboard: true);
        Console.WriteLine($"every resource healthy after {clock.Elapsed.TotalSeconds:F1} s");

        using var cart = GrpcChannel.ForAddress(shop.GetEndpoint("cart", "grpc"));
        using var checkout = GrpcChannel.ForAddress(shop.GetEndpoint("checkout", "grpc"));
        var load = new OrderLoad(new CartService.CartServiceClient(cart), new CheckoutService.CheckoutServiceClient(checkout), OrdersPerSecond);
        await load.RunAsync(WarmUp);
        for (var round = 1; round <= rounds; round++)
        {
            var latencies = await load.RunAsync(Measured);
            Console.WriteLine($"run {round}: PlaceOrder, 3 lines, {OrdersPerSecond} orders/s, {latencies.Length} orders: " +
                $"p50 {latencies[latencies.Length / 2]:F1} ms, p99 {latencies[(int)(latencies.Length * 0.99)]:F1} ms, max {latencies[^1]:F1} ms");
        }

        foreach (var (name, megabytes) in ProcessMemory.OfTree(Environment.ProcessId).GroupBy(p => p.Name)
            .Select(group => (group.Key, group.Sum(p => p.Megabytes))).OrderByDescending(p => p.Item2))
            Console.WriteLine($"{megabytes,8:F1} MB  {name}");
    }
}
