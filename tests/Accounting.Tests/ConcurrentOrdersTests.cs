using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Accountings;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Accounting.Tests;

public sealed class ConcurrentOrdersTests(PostgresServer server, KafkaBroker broker) : IClassFixture<PostgresServer>, IClassFixture<KafkaBroker>
{
    [Fact]
    public async Task Many_replicas_at_once_store_each_order_once()
    {
        var books = new Books(await server.CreateDatabaseAsync());
        await using var service = new AccountingService(broker.BootstrapServers, books);
        service.CreateClient().Dispose();

        var calls = await Concurrently.CallAsync(async number =>
        {
            await using var scope = service.Services.CreateAsyncScope();
            var ledger = scope.ServiceProvider.GetRequiredService<OrderLedger>();
            await ledger.HandleAsync(Orders.Order($"o-{number / 2}", ("OLJCESPC7Z", 2), ("66VCHSJNUP", 1)), DateTimeOffset.UnixEpoch, CancellationToken.None);
            return number;
        });

        await using var database = books.Open();
        Assert.Equal((calls.Count / 2, calls.Count), (await database.Orders.CountAsync(), await database.Set<OrderItemRow>().CountAsync()));
    }
}
