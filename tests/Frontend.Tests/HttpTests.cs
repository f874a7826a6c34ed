using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OtelShop.Testing.Services;

namespace OtelShop.Frontend.Tests;

/// <summary>Requests of unusual and of hostile clients.</summary>
public sealed class HttpTests : IAsyncLifetime
{
    private readonly ShopFixture _fixture = new();

    public async ValueTask InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _fixture.Shop.Forget();
    }

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/cart")]
    [InlineData("/product/HQTGWGPNH4")]
    [InlineData("/api/products")]
    [InlineData("/api/products/HQTGWGPNH4")]
    [InlineData("/api/cart?sessionId=ann")]
    [InlineData("/api/currency")]
    [InlineData("/api/data")]
    [InlineData("/api/recommendations")]
    [InlineData("/api/shipping")]
    [InlineData("/shop.css")]
    [InlineData("/health")]
    public async Task HEAD_is_answered_as_GET_without_a_body(string path)
    {
        using var client = _fixture.Client();
        using var get = await client.GetAsync(path);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal((HttpStatusCode.OK, get.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/cart/checkout", HttpStatusCode.Found)]
    [InlineData("/product/NONE", HttpStatusCode.NotFound)]
    [InlineData("/api/products/NONE", HttpStatusCode.NotFound)]
    public async Task HEAD_has_the_status_of_GET(string path, HttpStatusCode status)
    {
        using var client = _fixture.Client();
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(status, head.StatusCode);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1", "Host:")]
    [InlineData("GET /cart HTTP/1.1", "Host:")]
    [InlineData("GET /nothing HTTP/1.1", "Host:")]
    [InlineData("GET / HTTP/1.1", "Host: a..b")]
    [InlineData("GET / HTTP/1.0", "Accept: */*")]
    public async Task A_page_without_a_host_is_400(string request, string header)
    {
        var answer = await RawClient.SendAsync(_fixture.Address, request, header);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Empty(Complaints());
    }

    [Fact]
    public async Task A_probe_needs_no_host() =>
        Assert.StartsWith("HTTP/1.1 200 ", await RawClient.SendAsync(_fixture.Address, "GET /health HTTP/1.0"), StringComparison.Ordinal);

    [Fact]
    public async Task Two_request_keys_are_400()
    {
        var answer = await RawClient.SendAsync(
            _fixture.Address, "POST /api/checkout HTTP/1.1", "Host: shop", "Content-Type: application/json", "Content-Length: 0", "Idempotency-Key: a", "Idempotency-Key: b");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"Idempotency-Key\":", answer, StringComparison.Ordinal);
    }

    public static TheoryData<string> HostileCookies =>
    [
        "otelshop-session=\xff\xfe\xc3", "otelshop-session=a\u0001\u001f\u007fb", "otelshop-session=%00%ff%zz", $"otelshop-session={new string('x', 4_096)}",
        "otelshop-forms=\xff\xfe\xc3", $"otelshop-forms={new string('A', 4_096)}", "otelshop-forms=CfDJ8AAAA", "otelshop-order=\xff", ";;;=;,\"", "\xff=\xff",
        "otelshop-session=3f2504e0-4f89-41d3-9a0c-0305e82c3301.USD\u0001", "otelshop-session=3f2504e0-4f89-41d3-9a0c-0305e82c3301.usd",
    ];

    [Theory]
    [MemberData(nameof(HostileCookies))]
    public async Task A_hostile_cookie_gets_a_new_session_and_no_log(string cookie)
    {
        foreach (var path in (string[])["/", "/cart/checkout/o-1"])
        {
            var answer = await RawClient.SendAsync(_fixture.Address, $"GET {path} HTTP/1.1", "Host: shop", "Cookie: " + cookie);

            Assert.Contains(answer.Split('\n')[0].Split(' ')[1], (string[])["200", "404"]);
            Assert.Contains("\nSet-Cookie: otelshop-session=", answer, StringComparison.Ordinal);
        }

        Assert.Empty(Complaints());
    }

    [Fact]
    public async Task A_cookie_with_an_unknown_currency_shows_the_prices_of_the_catalog()
    {
        var answer = await RawClient.SendAsync(_fixture.Address, "GET / HTTP/1.1", "Host: shop", "Cookie: otelshop-session=3f2504e0-4f89-41d3-9a0c-0305e82c3301.ZZZ");

        Assert.Contains("$101.96", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(_fixture.Log.GetSnapshot(), record => record.Exception is not null);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1", "ListProducts")]
    [InlineData("GET /cart HTTP/1.1", "GetCart")]
    [InlineData("GET /product/HQTGWGPNH4 HTTP/1.1", "GetProduct")]
    [InlineData("GET /product/HQTGWGPNH4 HTTP/1.1", "GetAds")]
    [InlineData("GET /api/products HTTP/1.1", "ListProducts")]
    [InlineData("GET /api/data HTTP/1.1", "GetAds")]
    public async Task A_client_that_hangs_up_is_not_logged(string request, string frozen)
    {
        _fixture.Shop.Frozen.Add(frozen);
        using (var client = await RawClient.ConnectAsync(_fixture.Address, request, "Host: shop", "Cookie: otelshop-session=3f2504e0-4f89-41d3-9a0c-0305e82c3301.USD"))
        {
            await Eventually.HoldsAsync(() => _fixture.Shop.FrozenCalls > 0);
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        await Eventually.HoldsAsync(() => _fixture.Log.GetSnapshot().Any(record => record.Message.StartsWith("Request finished HTTP/1.1 GET", StringComparison.Ordinal)));
        Assert.Empty(Complaints());
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_not_logged()
    {
        using (var client = await RawClient.ConnectAsync(
            _fixture.Address, "POST /api/cart HTTP/1.1", "Host: shop", "Content-Type: application/json", "Content-Length: 100"))
        {
            await Eventually.HoldsAsync(() => _fixture.Log.GetSnapshot().Any(record => record.Message.StartsWith("Request starting", StringComparison.Ordinal)));
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        await Eventually.HoldsAsync(() => _fixture.Log.GetSnapshot().Any(record => record.Message.StartsWith("Request finished", StringComparison.Ordinal)));
        Assert.Empty(Complaints());
    }

    private IEnumerable<string> Complaints() => _fixture.Log.GetSnapshot()
        .Where(record => record.Level >= LogLevel.Warning || record.Exception is not null).Select(record => $"{record.Category}: {record.Message}");
}
