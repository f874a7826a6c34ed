using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Oteldemo;

namespace OtelShop.Bench.Shop;

/// <summary>Latency of PlaceOrder under an open loop, of a shop that it starts or of one or two that already run.</summary>
internal static class OrderLatency
{
    private const int OrdersPerSecond = 20;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(int rounds)
    {
        await using var shop = await RunningShop.StartAsync();
        await RunAsync(rounds, [shop.Application.GetEndpoint("cart", "grpc"), shop.Application.GetEndpoint("checkout", "grpc")]);
        foreach (var (name, megabytes) in shop.Megabytes("Pss").OrderByDescending(one => one.Value))
            Console.WriteLine($"{megabytes,8:F1} MB  {name}");
    }

    /// <summary>Rounds of the shops alternate, so that a change of the machine's speed meets both.</summary>
    /// <param name="rounds">How many rounds each shop gets.</param>
    /// <param name="addresses">The gRPC addresses of cart and checkout, for each shop.</param>
    public static async Task RunAsync(int rounds, Uri[] addresses)
    {
        var channels = addresses.Select(address => GrpcChannel.ForAddress(address)).ToList();
        var loads = channels.Chunk(2).Select(pair =>
            new OrderLoad(new CartService.CartServiceClient(pair[0]), new CheckoutService.CheckoutServiceClient(pair[1]), OrdersPerSecond)).ToList();
        var medians = loads.ConvertAll(_ => new List<double>());
        foreach (var load in loads)
            await load.RunAsync(WarmUp);
        for (var round = 1; round <= rounds; round++)
        {
            for (var shop = 0; shop < loads.Count; shop++)
            {
                var latencies = await loads[shop].RunAsync(Measured);
                medians[shop].Add(latencies[latencies.Length / 2]);
                Console.WriteLine($"shop {shop + 1}, round {round}: PlaceOrder, 3 lines, {OrdersPerSecond} orders/s, {latencies.Length} orders: " +
                    $"p50 {latencies[latencies.Length / 2]:F1} ms, p99 {latencies[(int)(latencies.Length * 0.99)]:F1} ms, max {latencies[^1]:F1} ms");
            }
        }

        channels.ForEach(channel => channel.Dispose());
        if (medians is [var first, var second])
            Console.WriteLine($"p50 of shop 1 / p50 of shop 2, median of {rounds} rounds: {first.Zip(second, (a, b) => a / b).Order().ElementAt(rounds / 2):F2}");
    }
}
