using Grpc.Core;
using OtelShop.ServiceDefaults.Rpc;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

public sealed class DatabaseOutageTests(Backing backing, PostgresServer postgres) : CheckoutTest(backing, postgres), IClassFixture<PostgresServer>
{
    [Fact]
    public async Task Without_its_database_checkout_takes_no_order_and_charges_nothing()
    {
        await Postgres.StopAsync();
        var refusal = await FailingToBuyAsync();
        await Postgres.StartAsync();

        Assert.Equal((StatusCode.Unavailable, 0), (refusal.StatusCode, Shop.Payment.Charged.Count));
    }

    [Fact]
    public async Task A_database_that_restarts_while_the_card_is_charged_does_not_lose_the_order()
    {
        Shop.Payment.WhileCharging = async _ =>
        {
            await Postgres.StopAsync();
            await Postgres.StartAsync();
        };

        var order = await BuyAsync();

        Assert.Equal("confirmed", await QueryAsync<string>($"SELECT state FROM checkout.orders WHERE order_id = '{order.OrderId}'"));
    }

    [Fact]
    public async Task A_caller_learns_that_an_order_is_undecided_and_a_repeat_finds_out()
    {
        Shop.Payment.WhileCharging = _ => Postgres.StopAsync();
        var undecided = await FailingToBuyAsync();
        Shop.Payment.WhileCharging = _ => Task.CompletedTask;
        await Postgres.StartAsync();

        var order = (await Checkout.PlaceOrderAsync(Orders.By(User))).Order;

        Assert.Equal(OrderFailureReasons.Unknown, undecided.Reason());
        Assert.Equal(order.OrderId, Assert.Single(Shop.Payment.Charged).Key);
    }
}
