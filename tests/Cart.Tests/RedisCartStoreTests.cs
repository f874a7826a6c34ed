namespace OtelShop.Carts.Tests;

public sealed class RedisCartStoreTests(RedisFixture fixture) : IClassFixture<RedisFixture>
{
    private readonly string _shopper = Guid.NewGuid().ToString();
    private readonly RedisCartStore _store = fixture.Store(new CartOptions { MaximumQuantity = 10, MaximumLines = 2 });

    [Fact]
    public async Task Adding_a_product_already_in_the_cart_sums_the_quantities()
    {
        await AddAsync("OLJCESPC7Z", 2);
        await AddAsync("OLJCESPC7Z", 3);

        Assert.Equal([new CartLine("OLJCESPC7Z", 5)], await LinesAsync());
    }

    [Fact]
    public async Task The_first_product_creates_the_cart_even_after_an_order_emptied_it()
    {
        Assert.Equal(AddOutcome.Created, await AddAsync("OLJCESPC7Z", 2));
        Assert.Equal(AddOutcome.Added, await AddAsync("0PUK6V6EV0", 1));
        await RemoveOrderedAsync("order", new CartLine("OLJCESPC7Z", 2), new CartLine("0PUK6V6EV0", 1));

        Assert.Equal(AddOutcome.Created, await SetAsync("OLJCESPC7Z", 1));
    }

    [Fact]
    public async Task Of_callers_that_add_to_an_empty_cart_at_once_one_creates_it()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AddAsync("OLJCESPC7Z", 1)));

        Assert.Single(outcomes, AddOutcome.Created);
    }

    [Fact]
    public async Task Only_the_first_removal_of_an_order_changes_the_cart()
    {
        await AddAsync("OLJCESPC7Z", 2);

        var removals = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RemoveOrderedAsync("order", new CartLine("OLJCESPC7Z", 1))));

        Assert.Single(removals, removed => removed);
    }

    [Fact]
    public async Task Lines_come_ordered_by_product()
    {
        await AddAsync("OLJCESPC7Z", 1);
        await AddAsync("0PUK6V6EV0", 1);

        Assert.Equal(["0PUK6V6EV0", "OLJCESPC7Z"], (await LinesAsync()).Select(line => line.ProductId));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(-3)]
    public async Task A_line_that_reaches_zero_is_gone(int change)
    {
        await AddAsync("OLJCESPC7Z", 2);
        await AddAsync("OLJCESPC7Z", change);

        Assert.Empty(await LinesAsync());
    }

    [Fact]
    public async Task Taking_out_what_was_never_in_is_refused()
    {
        Assert.Equal(AddOutcome.NotInCart, await AddAsync("OLJCESPC7Z", -1));

        Assert.Equal((0, 0L), ((await _store.ReadAsync(_shopper, CancellationToken.None)).Lines.Count, (await _store.ReadAsync(_shopper, CancellationToken.None)).Version));
    }

    [Fact]
    public async Task A_quantity_over_the_limit_is_refused_and_the_line_stays()
    {
        await AddAsync("OLJCESPC7Z", 8);

        Assert.Equal(AddOutcome.QuantityLimitExceeded, await AddAsync("OLJCESPC7Z", 3));
        Assert.Equal([new CartLine("OLJCESPC7Z", 8)], await LinesAsync());
    }

    [Fact]
    public async Task A_line_too_many_is_refused_and_the_others_can_still_grow()
    {
        await AddAsync("0PUK6V6EV0", 1);
        await AddAsync("OLJCESPC7Z", 1);

        Assert.Equal(AddOutcome.LineLimitExceeded, await AddAsync("66VCHSJNUP", 1));
        Assert.Equal(AddOutcome.Added, await AddAsync("OLJCESPC7Z", 1));
    }

    [Fact]
    public async Task Parallel_changes_over_two_connections_lose_nothing()
    {
        RedisCartStore[] replicas = [fixture.Store(new CartOptions()), fixture.Store(new CartOptions())];

        await Task.WhenAll(Enumerable.Range(0, 200).Select(index =>
            replicas[index % 2].AddAsync(_shopper, new CartLine("OLJCESPC7Z", 1), CancellationToken.None)));

        Assert.Equal([new CartLine("OLJCESPC7Z", 200)], await LinesAsync());
    }

    [Fact]
    public async Task Carts_of_two_shoppers_are_apart()
    {
        await AddAsync("OLJCESPC7Z", 1);

        Assert.Empty((await _store.ReadAsync($"{_shopper} junior", CancellationToken.None)).Lines);
    }

    [Fact]
    public async Task An_emptied_cart_has_no_lines_and_takes_new_ones()
    {
        await AddAsync("OLJCESPC7Z", 1);
        await _store.EmptyAsync(_shopper, CancellationToken.None);
        Assert.Empty(await LinesAsync());

        await AddAsync("0PUK6V6EV0", 1);
        await AddAsync("OLJCESPC7Z", 1);

        Assert.Equal(2, (await LinesAsync()).Count);
    }

    [Fact]
    public async Task A_quantity_that_is_set_twice_is_that_quantity()
    {
        await AddAsync("OLJCESPC7Z", 1);

        await SetAsync("OLJCESPC7Z", 3);
        await SetAsync("OLJCESPC7Z", 3);

        Assert.Equal([new CartLine("OLJCESPC7Z", 3)], await LinesAsync());
    }

    [Fact]
    public async Task A_quantity_set_to_zero_removes_the_line()
    {
        await AddAsync("OLJCESPC7Z", 1);

        await SetAsync("OLJCESPC7Z", 0);

        Assert.Empty(await LinesAsync());
    }

    [Fact]
    public async Task Removing_an_order_keeps_what_was_added_since()
    {
        await AddAsync("OLJCESPC7Z", 2);
        await AddAsync("OLJCESPC7Z", 3);
        await AddAsync("0PUK6V6EV0", 1);

        await RemoveOrderedAsync("order", new CartLine("OLJCESPC7Z", 2));

        Assert.Equal([new CartLine("0PUK6V6EV0", 1), new CartLine("OLJCESPC7Z", 3)], await LinesAsync());
    }

    [Fact]
    public async Task Removing_an_order_again_changes_nothing_even_after_the_cart_was_emptied()
    {
        await AddAsync("OLJCESPC7Z", 2);
        await RemoveOrderedAsync("order", new CartLine("OLJCESPC7Z", 2));
        await _store.EmptyAsync(_shopper, CancellationToken.None);
        await AddAsync("OLJCESPC7Z", 2);

        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => RemoveOrderedAsync("order", new CartLine("OLJCESPC7Z", 2))));

        Assert.Equal([new CartLine("OLJCESPC7Z", 2)], await LinesAsync());
    }

    [Fact]
    public async Task Concurrent_removals_of_different_orders_take_out_each_once()
    {
        await _store.AddAsync(_shopper, new CartLine("OLJCESPC7Z", 10), CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 32).Select(index => RemoveOrderedAsync($"order {index % 4}", new CartLine("OLJCESPC7Z", 2))));

        Assert.Equal([new CartLine("OLJCESPC7Z", 2)], await LinesAsync());
    }

    [Fact]
    public async Task Every_change_gives_the_cart_a_version_it_never_had()
    {
        var versions = new List<long> { await VersionAsync() };
        Func<Task>[] changes =
        [
            () => AddAsync("OLJCESPC7Z", 1), () => SetAsync("OLJCESPC7Z", 2), () => RemoveOrderedAsync("order", new CartLine("OLJCESPC7Z", 2)),
            () => AddAsync("OLJCESPC7Z", 2), () => _store.EmptyAsync(_shopper, CancellationToken.None), () => AddAsync("OLJCESPC7Z", 2),
        ];
        foreach (var change in changes)
        {
            await change();
            versions.Add(await VersionAsync());
        }

        Assert.Equal(versions.Distinct().Order(), versions);
        Assert.Equal(0, versions[0]);
    }

    [Fact]
    public async Task A_cart_is_kept_for_an_hour()
    {
        await AddAsync("OLJCESPC7Z", 1);

        var kept = await fixture.Database.KeyTimeToLiveAsync($"cart:{_shopper}");

        Assert.InRange(kept!.Value, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(60));
    }

    [Fact]
    public async Task A_change_restarts_the_hour()
    {
        await AddAsync("OLJCESPC7Z", 1);
        await fixture.Database.KeyExpireAsync($"cart:{_shopper}", TimeSpan.FromMinutes(10));

        await AddAsync("OLJCESPC7Z", 1);

        Assert.True(await fixture.Database.KeyTimeToLiveAsync($"cart:{_shopper}") > TimeSpan.FromMinutes(10));
    }

    // Compat: as upstream, only a change keeps a cart.
    [Fact]
    public async Task Reading_does_not_restart_the_hour()
    {
        await AddAsync("OLJCESPC7Z", 1);
        await fixture.Database.KeyExpireAsync($"cart:{_shopper}", TimeSpan.FromMinutes(10));

        await LinesAsync();

        Assert.True(await fixture.Database.KeyTimeToLiveAsync($"cart:{_shopper}") <= TimeSpan.FromMinutes(10));
    }

    private Task<AddOutcome> AddAsync(string productId, int quantity) =>
        _store.AddAsync(_shopper, new CartLine(productId, quantity), CancellationToken.None);

    private Task<AddOutcome> SetAsync(string productId, int quantity) =>
        _store.SetAsync(_shopper, new CartLine(productId, quantity), CancellationToken.None);

    private Task<bool> RemoveOrderedAsync(string orderId, params CartLine[] lines) =>
        _store.RemoveOrderedAsync(_shopper, orderId, lines, CancellationToken.None);

    private async Task<IReadOnlyList<CartLine>> LinesAsync() => (await _store.ReadAsync(_shopper, CancellationToken.None)).Lines;

    private async Task<long> VersionAsync() => (await _store.ReadAsync(_shopper, CancellationToken.None)).Version;
}
