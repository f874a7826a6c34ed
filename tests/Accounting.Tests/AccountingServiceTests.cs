using System.Security.Cryptography;
using System.Text;
using Oteldemo;
using OtelShop.Testing.Backing;

namespace OtelShop.Accounting.Tests;

/// <summary>A broker of its own for each test, because each reads the topic from its beginning.</summary>
public sealed class AccountingServiceTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private const int LongestIndexableId = 2_704;
    private readonly KafkaBroker _broker = new();

    public async ValueTask InitializeAsync() => await _broker.InitializeAsync();

    public async ValueTask DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task An_order_that_was_published_before_the_first_start_is_stored()
    {
        await using var service = new AccountingService(_broker.BootstrapServers, new Books(await server.CreateDatabaseAsync()));
        await service.PublishAsync(Orders.Order("o-1", ("OLJCESPC7Z", 2)));
        using var client = service.CreateClient();

        var booked = await service.WaitForAsync("o-1");
        Assert.InRange(booked.OrderedAt!.Value, DateTimeOffset.UtcNow - TimeSpan.FromMinutes(1), DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1));
        Assert.Contains("\"status\":\"Healthy\"", await client.GetStringAsync("/health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_published_while_the_service_is_down_are_stored_after_its_restart()
    {
        var books = new Books(await server.CreateDatabaseAsync());
        await using (var before = new AccountingService(_broker.BootstrapServers, books))
        {
            before.CreateClient().Dispose();
            await before.PublishAsync(Orders.Order("o-1"));
            await before.WaitForAsync("o-1");
        }

        await using var after = new AccountingService(_broker.BootstrapServers, books);
        await after.PublishAsync(Orders.Order("o-2"));
        after.CreateClient().Dispose();

        Assert.Equal("o-2", (await after.WaitForAsync("o-2")).OrderId);
    }

    [Fact]
    public async Task An_order_that_cannot_be_stored_does_not_hold_up_the_next()
    {
        await using var service = new AccountingService(_broker.BootstrapServers, new Books(await server.CreateDatabaseAsync()));
        service.CreateClient().Dispose();
        await service.PublishAsync(Orders.Order("", ("OLJCESPC7Z", 2)));
        await service.PublishAsync(Orders.Order("o-2"));

        Assert.Equal("o-2", (await service.WaitForAsync("o-2")).OrderId);
    }

    [Fact]
    public async Task An_order_whose_id_is_too_long_for_the_index_is_given_up_and_the_following_orders_are_booked()
    {
        await using var service = new AccountingService(_broker.BootstrapServers, new Books(await server.CreateDatabaseAsync()));
        service.CreateClient().Dispose();
        // Random, because PostgreSQL compresses repetitions.
        var id = Convert.ToHexString(RandomNumberGenerator.GetBytes(LongestIndexableId * 2));
        await service.PublishAsync(Orders.Order(id, ("OLJCESPC7Z", 2)));
        await service.PublishAsync(Orders.Order("o-2"));
        await service.PublishAsync(Orders.Order("o-3"));

        await service.WaitForAsync("o-2");
        await service.WaitForAsync("o-3");
        var letter = service.ReadDeadLetter();
        Assert.Equal((id, "10"), (OrderResult.Parser.ParseFrom(letter.Value).OrderId, Encoding.UTF8.GetString(letter.Headers.GetLastBytes("dead-letter.attempts"))));
        Assert.Contains("54000", Encoding.UTF8.GetString(letter.Headers.GetLastBytes("dead-letter.reason")), StringComparison.Ordinal);
    }
}
