using Grpc.Core;
using Oteldemo;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;
using CartClient = Oteldemo.CartService.CartServiceClient;

namespace OtelShop.Carts.Tests;

public sealed class StoreOutageTests : IAsyncLifetime
{
    private readonly RedisServer _redis = new();
    private ServiceHost<Program> _host = null!;
    private CartClient _cart = null!;

    public async ValueTask InitializeAsync()
    {
        await _redis.InitializeAsync();
        _host = new ServiceHost<Program>(null, ("ConnectionStrings:valkey-cart", $"{_redis.ConnectionString},connectTimeout=5000,syncTimeout=5000"));
        _cart = new CartClient(_host.Channel);
        await AddAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Without_its_store_every_call_is_unavailable()
    {
        await _redis.StopAsync();

        // Each waits for the store as long as its client does, so they wait at the same time.
        var errors = await Task.WhenAll(
            Assert.ThrowsAsync<RpcException>(AddAsync),
            Assert.ThrowsAsync<RpcException>(async () => await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" })),
            Assert.ThrowsAsync<RpcException>(async () => await _cart.EmptyCartAsync(new EmptyCartRequest { UserId = "ada" })));

        Assert.All(errors, error => Assert.Equal(StatusCode.Unavailable, error.StatusCode));
    }

    [Fact]
    public async Task The_store_shows_nothing_of_itself_to_the_caller()
    {
        await _redis.StopAsync();

        var error = await Assert.ThrowsAsync<RpcException>(AddAsync);

        Assert.Equal("The cart store cannot be reached.", error.Status.Detail);
    }

    private async Task AddAsync() =>
        await _cart.AddItemAsync(new AddItemRequest { UserId = "ada", Item = new CartItem { ProductId = "OLJCESPC7Z", Quantity = 1 } });
}
