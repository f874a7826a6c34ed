using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.FrontendProxies.Requests;
using OtelShop.Testing.Services;

namespace OtelShop.FrontendProxy.Tests;

public sealed class LimitTests
{
    [Fact]
    public async Task Callers_at_one_address_share_a_limit()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:RequestsPerSecond", "1"), ("FrontendProxy:Burst", "50"));

        var statuses = await Concurrently.CallAsync(async _ =>
        {
            using var response = await proxy.GetAsync("/");
            return response.StatusCode;
        });

        Assert.InRange(statuses.Count(status => status == HttpStatusCode.OK), 50, 150);
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_refused_request_is_told_when_to_come_back()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:RequestsPerSecond", "1"), ("FrontendProxy:Burst", "1"));
        using var first = await proxy.GetAsync("/");

        using var refused = await proxy.GetAsync("/");

        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
        Assert.Equal(429, (int?)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["status"]);
    }

    [Fact]
    public async Task Another_address_has_a_limit_of_its_own()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:RequestsPerSecond", "1"), ("FrontendProxy:Burst", "1"), ("FrontendProxy:KnownProxies", "127.0.0.1"));
        using var first = await proxy.GetAsync("/", ("X-Forwarded-For", "203.0.113.1"));

        using var same = await proxy.GetAsync("/", ("X-Forwarded-For", "203.0.113.1"));
        using var other = await proxy.GetAsync("/", ("X-Forwarded-For", "203.0.113.2"));

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (same.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task A_load_test_from_one_address_passes_the_default_limit()
    {
        await using var proxy = await RunningProxy.StartAsync();

        var statuses = await Concurrently.CallAsync(async _ =>
        {
            using var response = await proxy.GetAsync("/");
            return response.StatusCode;
        });

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Probes_are_not_limited()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:RequestsPerSecond", "1"), ("FrontendProxy:Burst", "1"));
        for (var turn = 0; turn < 5; turn++)
            Assert.Equal(HttpStatusCode.OK, (await proxy.GetAsync("/health")).StatusCode);
    }

    [Theory]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void A_client_is_its_address_or_its_network_of_ipv6(string address, string client) =>
        Assert.Equal(IPAddress.Parse(client), ClientRateLimit.ClientOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("Content-Length: 1048577\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n180000\r\n")]
    public async Task A_body_over_one_mebibyte_is_413(string framing)
    {
        await using var proxy = await RunningProxy.StartAsync();

        var answer = await proxy.SendRawAsync($"POST /upload HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n{framing}{new string('x', 0x180000)}\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("The body is too large.", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40_000, 1, "431")]
    [InlineData(10, 200, "431")]
    public async Task Headers_over_the_limits_are_431(int length, int count, string status)
    {
        await using var proxy = await RunningProxy.StartAsync();

        var headers = string.Concat(Enumerable.Range(0, count).Select(number => $"X-{number}: {new string('x', length)}\r\n"));

        Assert.StartsWith($"HTTP/1.1 {status} ", await proxy.SendRawAsync($"GET / HTTP/1.1\r\nHost: shop\r\n{headers}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_over_the_limit_is_414()
    {
        await using var proxy = await RunningProxy.StartAsync();

        Assert.StartsWith("HTTP/1.1 414 ", await proxy.SendRawAsync($"GET /{new string('x', 9_000)} HTTP/1.1\r\nHost: shop\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: shop\r\nX-Slow: ")]
    [InlineData("POST /upload HTTP/1.1\r\nHost: shop\r\nContent-Length: 1000\r\n\r\nx")]
    public async Task A_client_that_stops_sending_is_408(string beginning)
    {
        await using var proxy = await RunningProxy.StartAsync(null, services => services.PostConfigure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(1.5));
        }));

        Assert.StartsWith("HTTP/1.1 408 ", await proxy.SendRawAsync(beginning), StringComparison.Ordinal);
    }
}
