namespace OtelShop.Faults.Tests;

/// <summary>A network that is slow and loses connections, under load.</summary>
public sealed class NetworkTests(ProxiedShop shop) : IClassFixture<ProxiedShop>
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);
    private static readonly string[] Dependencies =
        ["postgres", "valkey-cart", "kafka", "cart", "product-catalog", "currency", "payment", "shipping", "quote", "email"];

    [Fact]
    public async Task Every_order_is_right_although_each_dependency_is_slow_and_loses_connections()
    {
        await using var run = await FaultRun.StartAsync(shop);

        foreach (var dependency in Dependencies)
            await run.SufferAsync($"500 ms, 10 % resets {dependency}", () => shop.DisturbAsync(dependency, Duration));

        Assert.Empty(await run.EndAsync());
    }
}
