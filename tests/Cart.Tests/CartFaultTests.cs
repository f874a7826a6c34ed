using System.Diagnostics;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Oteldemo;
using OtelShop.Testing.Services;
using CartClient = Oteldemo.CartService.CartServiceClient;

namespace OtelShop.Carts.Tests;

public sealed class CartFaultTests : IDisposable
{
    private readonly SpanRecorder _spans = new();
    private readonly TestFlags _flags = new();
    private readonly InMemoryCartStore _store = new();
    private readonly ServiceHost<Program> _host;
    private readonly CartClient _cart;

    public CartFaultTests()
    {
        _host = new ServiceHost<Program>(
            services =>
            {
                _flags.AddTo(services);
                services.AddSingleton(new Random(42));
                services.AddSingleton<ICartStore>(_store);
            },
            ("ConnectionStrings:valkey-cart", "127.0.0.1:1,abortConnect=false,connectTimeout=10"));
        _cart = new CartClient(_host.Channel);
    }

    public void Dispose()
    {
        _host.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public async Task A_cart_that_cannot_be_emptied_is_FAILED_PRECONDITION_and_stays_full()
    {
        _flags.Set("cartFailure", 1.0);
        await AddAsync();

        var error = await Assert.ThrowsAsync<RpcException>(EmptyAsync);

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Equal("CART_NOT_EMPTIED", error.Reason());
        Assert.Single((await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" })).Items);
    }

    [Fact]
    public async Task The_share_of_failures_is_the_value_of_the_flag()
    {
        _flags.Set("cartFailure", 0.25);

        Assert.InRange(await FailuresAsync(requests: 400), 75, 125);
    }

    [Fact]
    public async Task Carts_can_be_emptied_again_when_the_flag_is_off()
    {
        _flags.Set("cartFailure", 1.0);
        await FailuresAsync(requests: 3);
        _flags.Set("cartFailure", 0.0);

        Assert.Equal(0, await FailuresAsync(requests: 50));
    }

    [Fact]
    public async Task Filling_and_reading_go_on_while_emptying_fails()
    {
        _flags.Set("cartFailure", 1.0);
        await AddAsync();

        Assert.Single((await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" })).Items);
    }

    [Fact]
    public async Task The_failure_is_an_error_of_the_request()
    {
        _flags.Set("cartFailure", 1.0);
        await FailuresAsync(requests: 1);
        var span = await _spans.RequestAsync();

        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Contains(span.Events, happened => happened.Name == "exception");
    }

    private async Task<int> FailuresAsync(int requests)
    {
        var failures = 0;
        for (var request = 0; request < requests; request++)
        {
            try
            {
                await EmptyAsync();
            }
            catch (RpcException)
            {
                failures++;
            }
        }

        return failures;
    }

    private async Task EmptyAsync() => await _cart.EmptyCartAsync(new EmptyCartRequest { UserId = "ada" });

    private async Task AddAsync() =>
        await _cart.AddItemAsync(new AddItemRequest { UserId = "ada", Item = new CartItem { ProductId = "OLJCESPC7Z", Quantity = 1 } });
}
