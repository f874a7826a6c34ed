using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Oteldemo;

namespace OtelShop.Faults.Tests;

/// <summary>Requests for one cart at the same time.</summary>
public sealed class RaceTests(TestShop shop) : IClassFixture<TestShop>
{
    private const int Requests = 32;

    [Theory]
    [InlineData("")]
    [InlineData("3f6b7d1c-race")]
    public async Task Simultaneous_requests_for_one_cart_are_one_order_and_one_charge(string key)
    {
        var order = new LoadOrder(number: 0, TimeProvider.System.GetUtcNow());
        order.Request.IdempotencyKey = key;
        using var carts = GrpcChannel.ForAddress(shop.Application.GetEndpoint("cart", "grpc"));
        using var checkout = GrpcChannel.ForAddress(shop.Application.GetEndpoint("checkout", "grpc"));
        foreach (var item in order.Items)
            await new CartService.CartServiceClient(carts).AddItemAsync(new AddItemRequest { UserId = order.UserId, Item = item });
        var client = new CheckoutService.CheckoutServiceClient(checkout);

        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(async _ => await client.PlaceOrderAsync(order.Request)));

        var id = Assert.Single(answers.Select(answer => answer.Order.OrderId).Distinct());
        Assert.Equal(1L, await shop.QueryAsync("checkout-database", "SELECT count(*) FROM checkout.orders WHERE user_id = $1", order.UserId));
        Assert.Equal(1L, await shop.QueryAsync("payment-database", "SELECT count(*) FROM payment.charges WHERE idempotency_key = $1", id));
        Assert.Empty((await new CartService.CartServiceClient(carts).GetCartAsync(new GetCartRequest { UserId = order.UserId })).Items);
    }
}
