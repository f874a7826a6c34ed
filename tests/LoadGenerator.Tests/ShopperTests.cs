using System.Text.Json.Nodes;

namespace OtelShop.LoadGenerator.Tests;

public sealed class ShopperTests
{
    private static readonly string[] Templates =
    [
        "/", "/search?q=[words]", "/api/cart", "/api/checkout", "/api/currency", "/api/data?contextKeys=[category]", "/api/products/[id]",
        "/api/products?currencyCode=[code]", "/api/recommendations?productIds=[id]",
    ];

    [Fact]
    public async Task Tasks_have_the_weights_of_upstream_and_two_more()
    {
        var tasks = (await LocustRun.PrintAsync("--show-task-ratio-json"))["total"]!["Shopper"]!["tasks"]!.AsObject();

        var weights = tasks.ToDictionary(task => task.Key, task => (int)Math.Round((double)task.Value!["ratio"]! * 32));
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["index"] = 1, ["browse_product"] = 10, ["get_recommendations"] = 3, ["get_ads"] = 3, ["view_cart"] = 3, ["add_to_cart"] = 2, ["checkout"] = 1,
                ["checkout_multi"] = 1, ["flood_home"] = 5, ["search"] = 2, ["change_currency"] = 1,
            },
            weights);
    }

    [Fact]
    public async Task Each_request_has_a_trace_context_and_says_that_it_is_synthetic()
    {
        await using var shop = await FakeShop.StartAsync();
        await using var locust = await LocustRun.StartAsync(shop, users: 3);
        await Eventually.HoldsAsync(() => shop.Requests.Count > 50);

        Assert.All(shop.Requests, request => Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$", request.TraceParent));
        Assert.All(shop.Requests, request => Assert.Matches("^synthetic_request=true,session.id=[0-9a-f-]{36}$", request.Baggage));
    }

    [Fact]
    public async Task A_shopper_stands_for_one_visitor_after_the_other_and_each_begins_at_the_home_page()
    {
        await using var shop = await FakeShop.StartAsync();
        await using var locust = await LocustRun.StartAsync(shop, users: 3);
        await Eventually.HoldsAsync(() => shop.Requests.Select(request => request.Baggage).Distinct().Count() > 6);

        Assert.All(shop.Requests.GroupBy(request => request.Baggage), visit => Assert.Equal("/", visit.First().Path));
    }

    [Fact]
    public async Task Statistics_name_routes_and_no_request_fails()
    {
        await using var shop = await FakeShop.StartAsync();
        await using var locust = await LocustRun.StartAsync(shop, users: 20);
        await Eventually.HoldsAsync(async () => (await locust.NamesAsync()).Count > Templates.Length);

        Assert.Equal(Templates.Append("Aggregated").Order(), (await locust.NamesAsync()).Distinct().Order());
        Assert.Empty(await locust.FailuresAsync());
    }

    [Fact]
    public async Task An_order_without_an_id_has_failed()
    {
        await using var shop = await FakeShop.StartAsync();
        shop.Order = new { };
        await using var locust = await LocustRun.StartAsync(shop, users: 20);
        await Eventually.HoldsAsync(async () => (await locust.FailuresAsync()).Count > 0);

        Assert.Contains("The order has no orderId.", Assert.Single(await locust.FailuresAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_span_of_a_task_is_the_parent_of_its_requests()
    {
        await using var shop = await FakeShop.StartAsync();
        await using var locust = await LocustRun.StartAsync(shop, sendsSpans: true);
        await Eventually.HoldsAsync(() => shop.Spans.Any(span => (string?)span["name"] == "user_checkout_multi"));

        var order = shop.Spans.First(span => (string?)span["name"] == "user_checkout_multi");
        Assert.Equal((string)order["spanId"]!, shop.Requests.Single(request => request.Path == "/api/checkout" && request.TraceId == (string)order["traceId"]!).ParentId);
        Assert.Equal("", (string)order["parentSpanId"]!);
        Assert.All(shop.Spans.Where(span => (string?)span["parentSpanId"] == (string)order["spanId"]!), added => Assert.Equal("user_add_to_cart", (string)added["name"]!));
    }

    [Fact]
    public async Task People_are_invented_and_pay_with_valid_numbers_of_accepted_brands()
    {
        var people = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(LocustRun.Folder, "people.json")))!.AsArray();

        Assert.All(people, person => Assert.EndsWith("@example.com", (string)person!["email"]!, StringComparison.Ordinal));
        var cards = people.Select(person => ((string)person!["creditCard"]!["creditCardNumber"]!).Replace("-", "", StringComparison.Ordinal)).ToList();
        Assert.All(cards, card => Assert.Equal(0, card.Reverse().Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 1 : 2)).Sum(product => product > 9 ? product - 9 : product) % 10));
        Assert.Equal(["2", "4", "5"], cards.Select(card => card[..1]).Distinct().Order());
        Assert.True(people.Select(person => (string)person!["userCurrency"]!).Distinct().Count() >= 10);
    }
}
