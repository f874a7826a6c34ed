using Aspire.Hosting.ApplicationModel;

namespace OtelShop.Faults.Tests;

/// <summary>Backing services that are away for ten seconds, or lose what they stored, under load.</summary>
public sealed class OutageTests(TestShop shop) : IClassFixture<TestShop>
{
    private const string Accounting = "accounting";
    private const string Broker = "kafka-process";
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Backlog = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("postgres-process")]
    [InlineData("valkey-cart-process")]
    [InlineData(Broker)]
    public async Task Every_order_is_right_although_a_backing_service_is_away(string resource)
    {
        await using var run = await FaultRun.StartAsync(shop);

        await run.SufferAsync($"{resource} is away", async () =>
        {
            await shop.CommandAsync(resource, KnownResourceCommands.StopCommand);
            await Eventually.PassAsync(Outage);
            await shop.CommandAsync(resource, KnownResourceCommands.StartCommand);
        });

        Assert.Empty(await run.EndAsync());
    }

    [Fact]
    public async Task Every_order_is_booked_although_the_broker_loses_its_log_before_accounting_has_read_it()
    {
        await using var run = await FaultRun.StartAsync(shop);

        await run.SufferAsync("log lost, accounting frozen", async () =>
        {
            await shop.SignalAsync(Accounting, "STOP");
            await Eventually.PassAsync(Backlog);
            await shop.KillAndAwaitAsync(Broker);
            await shop.SignalAsync(Accounting, "CONT");
        });

        Assert.Empty(await run.EndAsync());
    }

    [Fact]
    public async Task Every_order_is_right_although_the_disk_of_the_database_is_full()
    {
        await using var run = await FaultRun.StartAsync(shop);

        await run.SufferAsync("PostgreSQL's disk is full", () => FileSizeLimit.ApplyAsync(shop, "postgres-process", Outage));

        Assert.Empty(await run.EndAsync());
    }
}
