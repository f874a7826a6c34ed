using Oteldemo;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;
using CartClient = Oteldemo.CartService.CartServiceClient;

namespace OtelShop.Carts.Tests;

public sealed class ConcurrentCartTests(RedisServer redis) : IClassFixture<RedisServer>
{
    [Fact]
    public async Task Many_callers_of_one_cart_lose_no_item()
    {
        await using var host = new ServiceHost<Program>(
            null, ("ConnectionStrings:valkey-cart", redis.ConnectionString), ("Cart:MaximumQuantity", "2000"));
        var cart = new CartClient(host.Channel);
        var item = new CartItem { ProductId = "OLJCESPC7Z", Quantity = 1 };
        await Concurrently.CallAsync(async _ => await cart.AddItemAsync(new AddItemRequest { UserId = "ada", Item = item }));

        Assert.Equal(2_000, Assert.Single((await cart.GetCartAsync(new GetCartRequest { UserId = "ada" })).Items).Quantity);
    }
}
