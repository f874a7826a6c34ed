namespace OtelShop.Faults.Tests;

/// <summary>Processes that die without warning, under load.</summary>
public sealed class CrashTests(TestShop shop) : IClassFixture<TestShop>
{
    private static readonly string[] BackingServices = ["postgres-process", "valkey-cart-process", "kafka-process"];

    [Fact]
    public async Task Every_order_is_right_although_each_process_is_killed_in_turn()
    {
        await using var run = await FaultRun.StartAsync(shop);

        foreach (var resource in shop.Services.Concat(BackingServices))
            await run.SufferAsync($"kill -9 {resource}", () => shop.KillAndAwaitAsync(resource));

        Assert.Empty(await run.EndAsync());
    }
}
