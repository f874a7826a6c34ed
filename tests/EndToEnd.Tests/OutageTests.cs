using System.Net;
using Aspire.Hosting.ApplicationModel;

namespace OtelShop.EndToEnd.Tests;

/// <summary>Parts of the shop are stopped and started again while it is open.</summary>
[Collection(ShopCollection.Name)]
public sealed class OutageTests(RunningShop shop)
{
    private const string Flashlight = "LS4PSXUNUM";

    [Fact]
    public async Task Without_shipping_no_order_is_placed_and_no_card_charged()
    {
        var shopper = new Shopper(shop.Storefront);
        await shopper.AddAsync(Flashlight, 1);
        await using var outage = await StopAsync("shipping");

        var answer = await shopper.CheckOutAsync("USD");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(0L, await shop.QueryAsync("checkout-database", "SELECT count(*) FROM checkout.orders WHERE user_id = $1", shopper.UserId));
    }

    [Fact]
    public async Task Orders_placed_while_accounting_is_away_are_booked_when_it_returns()
    {
        var orderId = "";
        await using (await StopAsync("accounting"))
            orderId = (string)(await new Shopper(shop.Storefront).BuyAsync("USD", (Flashlight, 1)))["orderId"]!;

        var booked = await Eventually.GetAsync("the order in accounting", () =>
            shop.QueryAsync("accounting-database", "SELECT order_id FROM accounting.\"order\" WHERE order_id = $1", orderId));

        Assert.Equal(orderId, booked);
    }

    private async Task<Outage> StopAsync(string resource)
    {
        await shop.Application.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.StopCommand);
        return new Outage(shop, resource);
    }

    private sealed class Outage(RunningShop shop, string resource) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await shop.Application.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand);
            await shop.Application.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.WaitOnResourceUnavailable);
        }
    }
}
