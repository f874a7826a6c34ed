using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Oteldemo;
using OtelShop.Testing.Services;
using CartClient = Oteldemo.CartService.CartServiceClient;

namespace OtelShop.Carts.Tests;

public sealed class CartServiceTests : IDisposable
{
    private readonly InMemoryCartStore _store = new();
    private readonly ServiceHost<Program> _host;
    private readonly CartClient _cart;

    public CartServiceTests()
    {
        _host = new ServiceHost<Program>(
            services => services.AddSingleton<ICartStore>(_store),
            ("ConnectionStrings:valkey-cart", "127.0.0.1:1,abortConnect=false,connectTimeout=10"));
        _cart = new CartClient(_host.Channel);
    }

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task What_is_added_is_in_the_cart()
    {
        await AddAsync("OLJCESPC7Z", 2);

        var line = Assert.Single((await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" })).Items);
        Assert.Equal(("OLJCESPC7Z", 2), (line.ProductId, line.Quantity));
    }

    [Fact]
    public async Task The_cart_of_an_unknown_shopper_is_empty_and_theirs()
    {
        var cart = await _cart.GetCartAsync(new GetCartRequest { UserId = "nobody yet" });

        Assert.Equal("nobody yet", cart.UserId);
        Assert.Empty(cart.Items);
    }

    [Fact]
    public async Task An_emptied_cart_is_empty()
    {
        await AddAsync("OLJCESPC7Z", 2);

        await _cart.EmptyCartAsync(new EmptyCartRequest { UserId = "ada" });

        Assert.Empty((await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" })).Items);
    }

    [Theory]
    [InlineData("", "OLJCESPC7Z", 1, "user_id")]
    [InlineData("a\0b", "OLJCESPC7Z", 1, "user_id")]
    [InlineData("ada", "", 1, "item.product_id")]
    [InlineData("ada", "OLJCESPC7Z", 0, "item.quantity")]
    [InlineData("ada", "OLJCESPC7Z", 1001, "item.quantity")]
    [InlineData("ada", "OLJCESPC7Z", int.MinValue, "item.quantity")]
    public async Task Adding_something_wrong_names_the_field(string userId, string productId, int quantity, string field)
    {
        var request = new AddItemRequest { UserId = userId, Item = new CartItem { ProductId = productId, Quantity = quantity } };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _cart.AddItemAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal([field], error.Fields());
    }

    [Fact]
    public async Task Adding_without_product_and_user_names_both_fields()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _cart.AddItemAsync(new AddItemRequest()));

        Assert.Equal(["user_id", "item"], error.Fields());
    }

    [Fact]
    public async Task A_user_id_of_any_length_is_not_taken()
    {
        var request = new GetCartRequest { UserId = new string('a', 257) };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _cart.GetCartAsync(request));

        Assert.Equal(["user_id"], error.Fields());
    }

    [Fact]
    public async Task Reading_or_emptying_a_cart_without_a_user_is_invalid()
    {
        var reading = await Assert.ThrowsAsync<RpcException>(async () => await _cart.GetCartAsync(new GetCartRequest()));
        var emptying = await Assert.ThrowsAsync<RpcException>(async () => await _cart.EmptyCartAsync(new EmptyCartRequest()));

        Assert.Equal(StatusCode.InvalidArgument, reading.StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, emptying.StatusCode);
    }

    // Compat: upstream's cart takes negative quantities.
    [Fact]
    public async Task A_negative_quantity_reduces_the_line()
    {
        await AddAsync("OLJCESPC7Z", 5);
        await AddAsync("OLJCESPC7Z", -2);

        Assert.Equal(3, Assert.Single((await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" })).Items).Quantity);
    }

    [Fact]
    public async Task A_product_that_is_not_in_the_cart_cannot_be_reduced()
    {
        _store.Refusal = AddOutcome.NotInCart;

        var error = await Assert.ThrowsAsync<RpcException>(() => AddAsync("OLJCESPC7Z", -1));

        Assert.Equal((StatusCode.InvalidArgument, "item.quantity"), (error.StatusCode, Assert.Single(error.Fields())));
    }

    [Fact]
    public async Task A_quantity_that_is_set_replaces_the_one_in_the_cart()
    {
        await AddAsync("OLJCESPC7Z", 5);
        await SetAsync("OLJCESPC7Z", 3);

        Assert.Equal(3, Assert.Single((await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" })).Items).Quantity);
    }

    [Theory]
    [InlineData("OLJCESPC7Z", -1, "item.quantity")]
    [InlineData("OLJCESPC7Z", 1001, "item.quantity")]
    [InlineData("\u0001order", 1, "item.product_id")]
    public async Task Setting_something_wrong_names_the_field(string productId, int quantity, string field)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => SetAsync(productId, quantity));

        Assert.Equal([field], error.Fields());
    }

    [Fact]
    public async Task The_items_of_an_order_leave_the_cart()
    {
        await AddAsync("OLJCESPC7Z", 2);
        await AddAsync("0PUK6V6EV0", 1);

        await _cart.RemoveOrderedAsync(Order("order", ("OLJCESPC7Z", 2)));

        Assert.Equal("0PUK6V6EV0", Assert.Single((await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" })).Items).ProductId);
    }

    [Fact]
    public async Task Carts_are_counted_when_they_are_created_and_when_they_are_ordered()
    {
        using var creations = _host.Services.Collect<long>(CartTelemetry.SourceName, "demo.cart.creations");
        using var checkouts = _host.Services.Collect<long>(CartTelemetry.SourceName, "demo.cart.checkouts");
        await AddAsync("OLJCESPC7Z", 2);
        await AddAsync("0PUK6V6EV0", 1);

        await _cart.RemoveOrderedAsync(Order("order", ("OLJCESPC7Z", 2)));
        await _cart.RemoveOrderedAsync(Order("order", ("OLJCESPC7Z", 2)));

        Assert.Equal((1, 1), (creations.GetMeasurementSnapshot().Count, checkouts.GetMeasurementSnapshot().Count));
    }

    [Theory]
    [InlineData("", "OLJCESPC7Z", 1, "order_id")]
    [InlineData("order", "OLJCESPC7Z", 0, "items[0]")]
    [InlineData("order", "\u0001order", 1, "items[0]")]
    public async Task Removing_something_wrong_names_the_field(string orderId, string productId, int quantity, string field)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _cart.RemoveOrderedAsync(Order(orderId, (productId, quantity))));

        Assert.Equal([field], error.Fields());
    }

    [Fact]
    public async Task Exceeding_the_quantity_limit_is_an_invalid_quantity()
    {
        _store.Refusal = AddOutcome.QuantityLimitExceeded;

        var error = await Assert.ThrowsAsync<RpcException>(() => AddAsync("OLJCESPC7Z", 1));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["item.quantity"], error.Fields());
    }

    [Fact]
    public async Task A_cart_that_is_full_says_so()
    {
        _store.Refusal = AddOutcome.LineLimitExceeded;

        var error = await Assert.ThrowsAsync<RpcException>(() => AddAsync("OLJCESPC7Z", 1));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Equal("CART_FULL", error.Reason());
    }

    private static RemoveOrderedRequest Order(string orderId, (string ProductId, int Quantity) line) => new()
    {
        UserId = "ada", OrderId = orderId, Items = { new CartItem { ProductId = line.ProductId, Quantity = line.Quantity } },
    };

    private async Task SetAsync(string productId, int quantity) => await _cart.SetItemAsync(
        new AddItemRequest { UserId = "ada", Item = new CartItem { ProductId = productId, Quantity = quantity } });

    private async Task AddAsync(string productId, int quantity) => await _cart.AddItemAsync(
        new AddItemRequest { UserId = "ada", Item = new CartItem { ProductId = productId, Quantity = quantity } });
}
