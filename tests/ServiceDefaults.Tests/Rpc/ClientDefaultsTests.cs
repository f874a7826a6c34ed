using Grpc.Core;
using Grpc.Net.Client;
using Oteldemo;

namespace OtelShop.ServiceDefaults.Tests.Rpc;

public sealed class ClientDefaultsTests
{
    private static readonly RpcException Away = new(new Status(StatusCode.Unavailable, ""));

    [Fact]
    public async Task A_read_is_repeated_while_the_service_is_unavailable()
    {
        var script = new FailingCart.Script(Away, Times: 2);
        await using var pair = await CartPair.StartAsync(script);
        var cart = await pair.Cart.GetCartAsync(new GetCartRequest { UserId = "ada" });

        Assert.Equal("ada", cart.UserId);
        Assert.Equal(3, script.Calls.Count);
    }

    [Fact]
    public async Task A_change_is_sent_once()
    {
        var script = new FailingCart.Script(Away, Times: 1);
        await using var pair = await CartPair.StartAsync(script);
        var error = await Assert.ThrowsAsync<RpcException>(async () => await pair.Cart.AddItemAsync(new AddItemRequest()));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Single(script.Calls);
    }

    [Fact]
    public async Task A_call_without_a_deadline_gets_one()
    {
        var script = new FailingCart.Script(Away, Times: 0);
        await using var pair = await CartPair.StartAsync(script);
        await pair.Cart.GetCartAsync(new GetCartRequest());

        Assert.NotEqual(DateTime.MaxValue, Assert.Single(script.Calls));
    }

    [Fact]
    public async Task A_call_within_a_call_ends_with_the_outer_one()
    {
        var script = new FailingCart.Script(Away, Times: 0);
        await using var pair = await CartPair.StartAsync(script);
        using var channel = GrpcChannel.ForAddress(pair.Caller.GrpcAddress);
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(5);
        await new CartService.CartServiceClient(channel).GetCartAsync(new GetCartRequest(), deadline: deadline);

        // The default would be ten seconds; a deadline travels as a duration, so it drifts a little.
        Assert.InRange(Assert.Single(script.Calls), DateTime.MinValue, deadline.AddSeconds(4));
    }

    // A channel would otherwise stay with the pods that were there when it connected.
    [Fact]
    public async Task A_connection_ends_within_a_minute_so_that_new_pods_get_calls()
    {
        await using var pair = await CartPair.StartAsync(new FailingCart.Script(Away, Times: 0));

        Assert.Equal(TimeSpan.FromMinutes(1), pair.ConnectionLifetime);
    }
}
