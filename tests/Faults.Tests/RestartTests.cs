using Aspire.Hosting.ApplicationModel;

namespace OtelShop.Faults.Tests;

/// <summary>Ordinary stops and starts, under load.</summary>
public sealed class RestartTests(TestShop shop) : IClassFixture<TestShop>
{
    [Fact]
    public async Task Every_order_is_right_although_each_service_is_restarted_in_turn()
    {
        await using var run = await FaultRun.StartAsync(shop);

        foreach (var service in shop.Services)
        {
            await run.SufferAsync($"restart {service}", async () =>
            {
                await shop.CommandAsync(service, KnownResourceCommands.RestartCommand);
                await shop.ListeningAsync(service);
            });
        }

        Assert.Empty(await run.EndAsync());
    }

    [Fact]
    public async Task Every_order_is_right_although_the_shop_is_stopped_and_started_again()
    {
        await using var run = await FaultRun.StartAsync(shop);

        await run.SufferAsync("the shop is stopped and started", async () =>
        {
            await shop.StopAsync();
            await shop.StartAsync();
        });

        Assert.Empty(await run.EndAsync());
    }
}
