namespace OtelShop.LoadGenerator.Tests;

public sealed class FlagTests
{
    private const string Users = "loadGeneratorVUs";
    private const string Traffic = "loadGeneratorTraffic";
    private const string Flood = "loadGeneratorFloodHomepage";

    [Fact]
    public async Task A_new_value_of_loadGeneratorVUs_changes_the_number_of_shoppers()
    {
        await using var shop = await FakeShop.StartAsync();
        await using var locust = await LocustRun.StartAsync(shop, hasFlags: true);

        foreach (var users in new[] { 25, 10 })
        {
            shop.Flags[Users] = users;
            await Eventually.HoldsAsync(async () => await locust.UserCountAsync() == users);
        }
    }

    [Fact]
    public async Task The_number_that_the_web_UI_sets_holds_until_the_flag_changes()
    {
        await using var shop = await FakeShop.StartAsync();
        shop.Flags[Users] = 10;
        await using var locust = await LocustRun.StartAsync(shop, hasFlags: true);
        await Eventually.HoldsAsync(async () => await locust.UserCountAsync() == 10);

        await locust.SetUsersAsync(3);
        await Eventually.HoldsAsync(async () => await locust.UserCountAsync() == 3);
        // A flood proves that the flags have been read again, with the same number of shoppers.
        shop.Flags[Flood] = 20;
        await Eventually.HoldsAsync(() => FloodsIn(shop).Contains(20));
        Assert.Equal(3, await locust.UserCountAsync());

        shop.Flags[Users] = 5;
        await Eventually.HoldsAsync(async () => await locust.UserCountAsync() == 5);
    }

    [Fact]
    public async Task A_flood_requests_the_home_page_as_often_as_the_flag_says()
    {
        await using var shop = await FakeShop.StartAsync();
        shop.Flags[Flood] = 40;
        await using var locust = await LocustRun.StartAsync(shop, hasFlags: true);

        await Eventually.HoldsAsync(() => FloodsIn(shop).Contains(40));
        Assert.DoesNotContain(FloodsIn(shop), requests => requests > 40);
    }

    [Fact]
    public async Task Flags_are_followed_again_after_an_answer_that_cannot_be_read()
    {
        await using var shop = await FakeShop.StartAsync();
        shop.FlagsAnswer = new { nonsense = true };
        await using var locust = await LocustRun.StartAsync(shop, hasFlags: true);
        await Eventually.HoldsAsync(() => shop.FlagRequests > 1);

        shop.FlagsAnswer = null;
        shop.Flags[Users] = 9;
        await Eventually.HoldsAsync(async () => await locust.UserCountAsync() == 9);
    }

    [Fact]
    public async Task Traffic_pauses_while_loadGeneratorTraffic_is_zero()
    {
        await using var shop = await FakeShop.StartAsync();
        shop.Flags[Traffic] = 0;
        await using var locust = await LocustRun.StartAsync(shop, hasFlags: true);
        await Eventually.HoldsAsync(async () => await locust.UserCountAsync() == 5);

        Assert.Empty(shop.Requests);
        shop.Flags[Traffic] = 1;
        await Eventually.HoldsAsync(() => shop.Requests.Count > 0);
    }

    [Fact]
    public async Task A_load_generator_without_flags_visits_and_does_not_flood()
    {
        await using var shop = await FakeShop.StartAsync();
        shop.Flags[Traffic] = 0;
        await using var locust = await LocustRun.StartAsync(shop);

        await Eventually.HoldsAsync(() => shop.Requests.Count > 200);
        Assert.DoesNotContain(FloodsIn(shop), requests => requests > 1);
    }

    // Requests for the home page of one task, and so of one trace.
    private static IEnumerable<int> FloodsIn(FakeShop shop) => shop.Requests.Where(request => request.Path == "/").CountBy(request => request.TraceId).Select(trace => trace.Value);
}
