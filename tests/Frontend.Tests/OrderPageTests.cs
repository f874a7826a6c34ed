using System.Net;
using Grpc.Core;
using OtelShop.Frontend.Tests.Backends;
using OtelShop.Testing.Backing;
using Oteldemo;

namespace OtelShop.Frontend.Tests;

/// <summary>The order page on one replica and on another.</summary>
public sealed class OrderPageTests : IAsyncLifetime
{
    private const int ManyLines = 500;
    private readonly RedisServer _valkey = new();
    private readonly ShopFixture _first;
    private readonly ShopFixture _second;

    public OrderPageTests() => (_first, _second) = (new ShopFixture { Valkey = _valkey.ConnectionString }, new ShopFixture { Valkey = _valkey.ConnectionString });

    public async ValueTask InitializeAsync()
    {
        await _valkey.InitializeAsync();
        await _first.InitializeAsync();
        await _second.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        await _valkey.DisposeAsync();
    }

    [Fact]
    public async Task A_large_order_is_shown_in_full()
    {
        using var browser = await BuyAsync(ManyLines);

        Assert.Equal((HttpStatusCode.OK, ManyLines), (browser.Status, browser.Count("checkout-item")));
        Assert.Contains("<h3>Product 499</h3>", browser.Html, StringComparison.Ordinal);
        Assert.All(browser.Cookies, cookie => Assert.InRange(cookie.Value.Length, 1, 1_000));
    }

    [Fact]
    public async Task Another_replica_confirms_an_order_that_cannot_be_shown_now()
    {
        using var browser = await BuyAsync(lines: 1);
        _second.Shop.Refusals[typeof(GetOrderRequest)] = Refusal.Plain(StatusCode.Unavailable);
        await browser.OpenAsync(new Uri(_second.Address, "/cart/checkout/o-99").ToString());

        Assert.Equal((HttpStatusCode.OK, "o-99", 0), (browser.Status, browser.Text("order-id"), browser.Count("checkout-item")));
    }

    [Fact]
    public async Task Another_replica_confirms_no_order_of_another_browser()
    {
        using var browser = await BuyAsync(lines: 1);
        using var other = _second.Browser();
        _second.Shop.Refusals[typeof(GetOrderRequest)] = Refusal.Plain(StatusCode.Unavailable);
        await other.OpenAsync("/cart/checkout/o-99");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, other.Status);
    }

    [Fact]
    public async Task The_confirmation_mail_is_on_its_way()
    {
        using var browser = await BuyAsync(lines: 1);

        Assert.Contains("A confirmation is on its way to you by email.", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parcel_that_is_not_shipped_yet_has_its_number_later()
    {
        using var browser = await BuyAsync(lines: 1, tracking: "");

        Assert.Equal("The email will have the number; your parcel is not shipped yet.", browser.Text("order-tracking-id"));
    }

    [Fact]
    public async Task The_history_lists_the_orders_of_the_visitor()
    {
        using var browser = await BuyAsync(lines: 2);
        await browser.OpenAsync("/orders");

        Assert.Equal((1, "4 May 2026, 21:30 UTC"), (browser.Count("order-list-item"), browser.Text("order-date")));
        Assert.Contains("1 &#xD7; Product 0, 1 &#xD7; Product 1", browser.Html, StringComparison.Ordinal);
        Assert.Contains("$10.00", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_orders_are_on_the_next_page()
    {
        using var browser = await BuyAsync(lines: 1);
        await BuyAgainAsync(browser, new OrderResult { OrderId = "o-98", ShippingCost = ShopState.Usd(8) });
        await browser.OpenAsync("/orders");
        var newest = browser.Text("order-list-item");
        await browser.OpenAsync("/orders?before=1");

        Assert.Equal(1, browser.Count("order-list-item"));
        Assert.NotEqual(newest, browser.Text("order-list-item"));
    }

    [Fact]
    public async Task The_session_id_of_telemetry_opens_no_history()
    {
        using var browser = await BuyAsync(lines: 1);
        await browser.OpenAsync("/orders");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders") { Headers = { { "Cookie", $"otelshop-session={browser.Text("session-id")}.USD" } } };
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = _first.Address };
        using var response = await client.SendAsync(request);

        Assert.Equal(1, browser.Count("order-list-item"));
        Assert.Contains("This browser has placed no order yet.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_without_orders_is_told_so()
    {
        using var browser = _first.Browser();
        await browser.OpenAsync("/orders");

        Assert.Contains("This browser has placed no order yet.", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_that_cannot_be_read_are_named_as_what_is_unavailable()
    {
        using var browser = await BuyAsync(lines: 1);
        _first.Shop.Refusals[typeof(ListOrdersRequest)] = Refusal.Plain(StatusCode.Unavailable);
        await browser.OpenAsync("/orders");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, browser.Status);
        Assert.Contains("The list of your orders is not available right now", browser.Html, StringComparison.Ordinal);
    }

    private async Task<Browser> BuyAsync(int lines, string tracking = "t-99")
    {
        var browser = _first.Browser();
        _first.Shop.Order = new OrderResult { OrderId = "o-99", ShippingTrackingId = tracking, ShippingCost = ShopState.Usd(8) };
        _first.Shop.Order.Items.AddRange(Enumerable.Range(0, lines).Select(line => new OrderItem
        {
            Cost = ShopState.Usd(1),
            Item = new CartItem { ProductId = $"PRODUCT{line}", Quantity = 1 },
            ProductName = $"Product {line}",
        }));
        await BuyAgainAsync(browser, _first.Shop.Order);
        return browser;
    }

    private async Task BuyAgainAsync(Browser browser, OrderResult order)
    {
        _first.Shop.Order = order;
        await browser.OpenAsync("/product/HQTGWGPNH4");
        await browser.SubmitAsync("/cart/items", ("productId", ShopState.Book), ("quantity", "1"));
        await browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer);
    }
}
