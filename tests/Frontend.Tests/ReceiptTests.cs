using System.Net;
using OtelShop.Frontend.Tests.Backends;
using OtelShop.Testing.Backing;
using Oteldemo;

namespace OtelShop.Frontend.Tests;

/// <summary>The order page on one replica and on another.</summary>
public sealed class ReceiptTests : IAsyncLifetime
{
    private const int ManyLines = 500;
    private readonly RedisServer _valkey = new();
    private readonly ShopFixture _first;
    private readonly ShopFixture _second;

    public ReceiptTests() => (_first, _second) = (new ShopFixture { Valkey = _valkey.ConnectionString }, new ShopFixture { Valkey = _valkey.ConnectionString });

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
        Assert.Contains("<td>Product 499</td>", browser.Html, StringComparison.Ordinal);
        Assert.All(browser.Cookies, cookie => Assert.InRange(cookie.Value.Length, 1, 1_000));
    }

    [Fact]
    public async Task Another_replica_confirms_the_order_without_its_lines()
    {
        using var browser = await BuyAsync(lines: 1);
        await browser.OpenAsync(new Uri(_second.Address, "/cart/checkout/o-99").ToString());

        Assert.Equal((HttpStatusCode.OK, "o-99", 0), (browser.Status, browser.Text("order-id"), browser.Count("checkout-item")));
    }

    [Fact]
    public async Task Another_replica_confirms_no_order_of_another_browser()
    {
        using var browser = await BuyAsync(lines: 1);
        using var other = _second.Browser();
        await other.OpenAsync("/cart/checkout/o-99");

        Assert.Equal(HttpStatusCode.NotFound, other.Status);
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
        await browser.OpenAsync("/product/HQTGWGPNH4");
        await browser.SubmitAsync("/cart/items", ("productId", ShopState.Book), ("quantity", "1"));
        await browser.SubmitAsync("/cart/checkout", PurchaseTests.Buyer);
        return browser;
    }
}
