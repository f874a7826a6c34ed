using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Oteldemo;
using OtelShop.Bench.Shop;

const int OrdersPerSecond = 20;
var warmUp = TimeSpan.FromSeconds(15);
var measured = TimeSpan.FromSeconds(30);

var clock = Stopwatch.StartNew();
await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
builder.Services.AddLogging(logging => logging.ClearProviders());
await using var shop = await builder.BuildAsync();
await shop.StartAsync();
foreach (var project in shop.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>())
    await shop.ResourceNotifications.WaitForResourceHealthyAsync(project.Name, CancellationToken.None);
Console.WriteLine($"every resource healthy after {clock.Elapsed.TotalSeconds:F1} s");

using var cart = GrpcChannel.ForAddress(shop.GetEndpoint("cart", "grpc"));
using var checkout = GrpcChannel.ForAddress(shop.GetEndpoint("checkout", "grpc"));
var load = new OrderLoad(new CartService.CartServiceClient(cart), new CheckoutService.CheckoutServiceClient(checkout), OrdersPerSecond);
await load.RunAsync(warmUp);
for (var run = 1; run <= 3; run++)
{
    var latencies = await load.RunAsync(measured);
    Console.WriteLine($"run {run}: PlaceOrder, 3 lines, {OrdersPerSecond} orders/s, {latencies.Length} orders: " +
        $"p50 {latencies[latencies.Length / 2]:F1} ms, p99 {latencies[(int)(latencies.Length * 0.99)]:F1} ms, max {latencies[^1]:F1} ms");
}

foreach (var (name, megabytes) in ProcessMemory.OfTree(Environment.ProcessId).GroupBy(p => p.Name)
    .Select(group => (group.Key, group.Sum(p => p.Megabytes))).OrderByDescending(p => p.Item2))
    Console.WriteLine($"{megabytes,8:F1} MB  {name}");
