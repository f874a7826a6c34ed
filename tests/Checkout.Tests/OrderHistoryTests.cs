using System.Collections.Concurrent;
using Grpc.Core;
using Npgsql;
using Oteldemo;
using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

public sealed class OrderHistoryTests(Backing backing) : CheckoutTest(backing)
{
    [Fact]
    public async Task Orders_are_listed_newest_first()
    {
        OrderResult[] placed = [await BuyShippedAsync("USD"), await BuyShippedAsync("EUR"), await BuyShippedAsync("JPY")];

        var page = await ListAsync();

        Assert.Equal(placed.Reverse(), page.Orders.Select(order => order.Result));
        Assert.Equal(placed.Reverse().Select(Orders.Total), page.Orders.Select(order => order.Total.ToDecimal()));
        Assert.Equal(("JPY EUR USD", ""), (string.Join(' ', page.Orders.Select(order => order.Total.CurrencyCode)), page.NextPageToken));
    }

    [Fact]
    public async Task An_order_says_when_it_was_placed()
    {
        var before = await QueryAsync<DateTime>("SELECT now()");
        var placed = await BuyAsync();
        var after = await QueryAsync<DateTime>("SELECT now()");

        Assert.InRange((await GetAsync(User, placed.OrderId)).PlacedAt.ToDateTime(), before, after);
    }

    [Fact]
    public async Task An_order_is_the_same_alone_as_in_the_list()
    {
        var placed = await BuyShippedAsync("USD");

        Assert.Equal(Assert.Single((await ListAsync()).Orders), await GetAsync(User, placed.OrderId));
    }

    [Fact]
    public async Task A_user_without_orders_has_an_empty_page() => Assert.Equal(new ListOrdersResponse(), await ListAsync());

    [Fact]
    public async Task Another_users_order_is_refused_like_one_that_does_not_exist()
    {
        var placed = await BuyAsync();

        var foreign = await RefusedGetAsync("another user", placed.OrderId);
        var unknown = await RefusedGetAsync(User, Guid.NewGuid().ToString());
        var garbled = await RefusedGetAsync(User, "'; DROP TABLE orders\0");

        Assert.Equal((StatusCode.NotFound, unknown.Status, unknown.Status), (unknown.StatusCode, foreign.Status, garbled.Status));
    }

    [Fact]
    public async Task Orders_that_were_not_confirmed_are_not_shown()
    {
        Shop.Payment.ChargeAnswerLost.Set(StatusCode.Unavailable, times: 1);
        await FailingToBuyAsync();
        var orderId = await QueryAsync<Guid>("SELECT order_id FROM checkout.orders WHERE state IN ('refunding', 'refunded')");

        Assert.Equal(StatusCode.NotFound, (await RefusedGetAsync(User, orderId.ToString())).StatusCode);
        Assert.Empty((await ListAsync()).Orders);
    }

    [Fact]
    public async Task An_order_is_shown_before_it_is_shipped()
    {
        Shop.Shipping.ShipFails.Set(StatusCode.Unavailable);
        var placed = await BuyAsync();

        Assert.Equal("", (await GetAsync(User, placed.OrderId)).Result.ShippingTrackingId);
    }

    [Fact]
    public async Task An_order_that_was_just_placed_is_read_with_its_tracking_id()
    {
        await using var blocking = await BeginAsync("SELECT 1");
        Shop.Shipping.WhileShipping = async () => await ExecuteIn(blocking, "SELECT FROM checkout.orders FOR UPDATE");
        var placed = await BuyAsync();
        var reading = GetAsync(User, placed.OrderId);
        await blocking.RollbackAsync(CancellationToken.None);

        Assert.Equal(placed, (await reading).Result);
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(7, 7)]
    [InlineData(1_000, 100)]
    public async Task A_page_has_at_most_100_orders(int pageSize, int expected)
    {
        await CopyAsync((await BuyAsync()).OrderId, copies: 149);

        var page = await ListAsync(pageSize);

        Assert.Equal((expected, true), (page.Orders.Count, page.NextPageToken.Length > 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    public async Task Pages_have_each_order_once_even_those_of_one_moment(int pageSize)
    {
        await CopyAsync((await BuyAsync()).OrderId, copies: 49);

        var orders = await ListAllAsync(pageSize);

        Assert.Equal(await QueryAsync<Guid[]>("SELECT array_agg(order_id ORDER BY settled_at DESC, order_id DESC) FROM checkout.orders"), orders);
    }

    [Fact]
    public async Task Pages_do_not_shift_while_orders_arrive()
    {
        await CopyAsync((await BuyAsync()).OrderId, copies: 11);
        var before = await ListAllAsync(pageSize: 100);

        var orders = await ListAllAsync(pageSize: 3, afterEachPage: async () => await BuyAsync());

        Assert.Equal(before, orders);
    }

    [Fact]
    public async Task Many_users_at_once_see_their_own_orders_only()
    {
        var placed = new ConcurrentDictionary<string, string>();

        var pages = await Concurrently.CallAsync(async number =>
        {
            var user = $"{User}-{number}";
            Shop.Cart.Put(user, ("LAMP", 1 + (number % 9)));
            placed[user] = (await Checkout.PlaceOrderAsync(Orders.By(user))).Order.OrderId;
            return (user, page: await Checkout.ListOrdersAsync(new ListOrdersRequest { UserId = user }));
        });

        Assert.All(pages, answer => Assert.Equal(placed[answer.user], Assert.Single(answer.page.Orders).Result.OrderId));
    }

    [Theory]
    [InlineData("", 0, "", "user_id")]
    [InlineData("a\nb", 0, "", "user_id")]
    [InlineData("user", -1, "", "page_size")]
    [InlineData("user", 0, "next", "page_token")]
    [InlineData("user", 0, "////////////////////////////////", "page_token")]
    [InlineData("user", 0, "________________________________", "page_token")]
    [InlineData("", -1, "=", "user_id,page_size,page_token")]
    public async Task Invalid_fields_of_a_list_are_refused(string userId, int pageSize, string pageToken, string fields)
    {
        var request = new ListOrdersRequest { UserId = userId, PageSize = pageSize, PageToken = pageToken };

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await Checkout.ListOrdersAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, fields), (refusal.StatusCode, string.Join(',', refusal.Fields())));
    }

    [Fact]
    public async Task An_order_is_asked_for_by_user_and_id()
    {
        var refusal = await RefusedGetAsync(userId: "", orderId: "");

        Assert.Equal((StatusCode.InvalidArgument, "user_id,order_id"), (refusal.StatusCode, string.Join(',', refusal.Fields())));
    }

    /// <summary>The tracking id is stored after the answer.</summary>
    private async Task<OrderResult> BuyShippedAsync(string currency)
    {
        var order = await BuyAsync(currency);
        await Eventually.HoldsAsync(async () => (await GetAsync(User, order.OrderId)).Result.ShippingTrackingId.Length > 0);
        return order;
    }

    private static async Task ExecuteIn(NpgsqlTransaction transaction, string statement)
    {
        await using var command = new NpgsqlCommand(statement, transaction.Connection, transaction);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<ListOrdersResponse> ListAsync(int pageSize = 0, string pageToken = "") =>
        await Checkout.ListOrdersAsync(new ListOrdersRequest { UserId = User, PageSize = pageSize, PageToken = pageToken });

    private async Task<List<Guid>> ListAllAsync(int pageSize, Func<Task>? afterEachPage = null)
    {
        List<Guid> orders = [];
        var token = "";
        do
        {
            var page = await ListAsync(pageSize, token);
            orders.AddRange(page.Orders.Select(order => Guid.Parse(order.Result.OrderId)));
            token = page.NextPageToken;
            if (afterEachPage is not null)
                await afterEachPage();
        }
        while (token.Length > 0);
        return orders;
    }

    private async Task<Order> GetAsync(string userId, string orderId) =>
        await Checkout.GetOrderAsync(new GetOrderRequest { UserId = userId, OrderId = orderId });

    private async Task<RpcException> RefusedGetAsync(string userId, string orderId) =>
        await Assert.ThrowsAsync<RpcException>(() => GetAsync(userId, orderId));

    /// <summary>Adds orders that were placed at the same moment as one that exists. Their results carry their ids.</summary>
    private Task CopyAsync(string orderId, int copies) => ExecuteAsync(
        $"""
        INSERT INTO checkout.orders (order_id, user_id, state, currency_code, shipping_amount, total_amount, transaction_id, tracking_id, settled_at, result)
        SELECT copy_id, user_id, state, currency_code, shipping_amount, total_amount, transaction_id, tracking_id, settled_at,
            overlay(result PLACING convert_to(copy_id::text, 'UTF8') FROM position(convert_to(order_id::text, 'UTF8') IN result))
        FROM checkout.orders, (SELECT gen_random_uuid() AS copy_id FROM generate_series(1, {copies})) AS copy
        WHERE order_id = '{orderId}'
        """);
}
