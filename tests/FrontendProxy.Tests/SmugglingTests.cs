namespace OtelShop.FrontendProxy.Tests;

/// <summary>Requests that proxy and destination might read differently. A second request hidden in one of them must never arrive.</summary>
public sealed class SmugglingTests
{
    private const string Hidden = "GET /hidden HTTP/1.1\r\nHost: shop\r\n\r\n";

    [Theory]
    [InlineData("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + Hidden)]
    [InlineData("Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("Content-Length: 0, 44\r\n\r\n" + Hidden)]
    [InlineData("Content-Length: -1\r\n\r\n")]
    [InlineData("Content-Length: 100000000000000000000000\r\n\r\n")]
    [InlineData("Content-Length: 0x5\r\n\r\nhello")]
    [InlineData("Content-Length : 5\r\n\r\nhello")]
    [InlineData("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("Transfer-Encoding: identity\r\n\r\n" + Hidden)]
    [InlineData("X-Folded: a\r\n b\r\n\r\n")]
    [InlineData("X-Folded: a\r\n\tContent-Length: 44\r\n\r\n" + Hidden)]
    [InlineData(" Content-Length: 44\r\n\r\n" + Hidden)]
    [InlineData("X-Null: a\0b\r\n\r\n")]
    [InlineData("X-Return: a\rContent-Length: 44\r\n\r\n" + Hidden)]
    [InlineData("Host: other\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5 ;ext\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n")]
    public async Task Ambiguous_framing_is_refused_and_the_connection_closed(string rest)
    {
        await using var proxy = await RunningProxy.StartAsync();

        var answer = await proxy.SendRawAsync("POST /seen HTTP/1.1\r\nHost: shop\r\n" + rest);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Equal(1, Count(answer, "HTTP/1.1 "));
        Assert.DoesNotContain(proxy.Destination.Received, target => target.Contains("hidden", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\nHost: shop\nConnection: close\n\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: shop\r\nX-Bare: a\nConnection: close\r\n\r\n")]
    public async Task A_bare_line_feed_hides_no_second_request(string request)
    {
        await using var proxy = await RunningProxy.StartAsync();

        var answer = await proxy.SendRawAsync(request);

        Assert.Equal(1, Count(answer, "HTTP/1.1 "));
        Assert.True(proxy.Destination.Received.Count <= 1);
    }

    [Theory]
    [InlineData("5;ext=1\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5;a=\"b\"\r\nhello\r\n0;x\r\n\r\n")]
    [InlineData("5\r\nhello\r\n0\r\nX-Trailer: 1\r\n\r\n")]
    public async Task Chunks_are_sent_on_without_extensions(string chunks)
    {
        await using var proxy = await RunningProxy.StartAsync();

        var answer = await proxy.SendRawAsync($"POST /seen HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"body\":\"hello\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_length_with_a_sign_is_sent_on_without()
    {
        await using var proxy = await RunningProxy.StartAsync();

        var answer = await proxy.SendRawAsync("POST /seen HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nContent-Length: +5\r\n\r\nhello");

        Assert.Contains("\"Content-Length\":\"5\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_looks_like_a_request_stays_a_body()
    {
        await using var proxy = await RunningProxy.StartAsync();

        await proxy.SendRawAsync($"POST /seen HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nContent-Length: {Hidden.Length}\r\n\r\n{Hidden}");

        Assert.Equal(["POST /seen"], proxy.Destination.Received);
    }

    [Theory]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: shop\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET  / HTTP/1.1\r\nHost: shop\r\n\r\n")]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: shop\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: shop/../x\r\n\r\n")]
    [InlineData("GET * HTTP/1.1\r\nHost: shop\r\n\r\n")]
    [InlineData("CONNECT evil.example:443 HTTP/1.1\r\nHost: shop\r\n\r\n")]
    public async Task Targets_and_hosts_that_contradict_themselves_never_arrive(string request)
    {
        await using var proxy = await RunningProxy.StartAsync();

        var answer = await proxy.SendRawAsync(request.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal));

        Assert.Matches("^HTTP/1.1 (400|404|405) ", answer);
        Assert.Empty(proxy.Destination.Received);
    }

    [Fact]
    public async Task A_target_in_absolute_form_names_the_host()
    {
        await using var proxy = await RunningProxy.StartAsync();

        var answer = await proxy.SendRawAsync("GET http://shop/seen?a=b HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");

        Assert.Contains("\"target\":\"/seen?a=b\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/images/../feature", "/feature")]
    [InlineData("/images/%2e%2e/feature", "/feature")]
    [InlineData("/images/..%2ffeature", "/..%2Ffeature")]
    [InlineData("/images/%252e%252e/feature", "/%252e%252e/feature")]
    [InlineData("/images/a%2Fb%20c", "/a%2Fb%20c")]
    [InlineData("/images/a%252Fb", "/a%252Fb")]
    [InlineData("/feature/flags/a%2Fb?c=%2F", "/feature/flags/a%2Fb?c=%2F")]
    [InlineData("/\thidden", "/%09hidden")]
    [InlineData("/a%20b", "/a%20b")]
    [InlineData("//feature", "//feature")]
    [InlineData("/%C3%A4", "/%C3%A4")]
    public async Task A_path_is_routed_by_what_the_destination_gets(string sent, string received)
    {
        await using var proxy = await RunningProxy.StartAsync();

        await proxy.SendRawAsync($"GET {sent} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");

        Assert.Equal([$"GET {received}"], proxy.Destination.Received);
    }

    [Fact]
    public async Task An_old_client_gets_an_answer_that_it_can_read()
    {
        await using var proxy = await RunningProxy.StartAsync();

        var answer = await proxy.SendRawAsync("GET /seen HTTP/1.0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("chunked", answer, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("}", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nConnection: Upgrade, HTTP2-Settings, close\r\n")]
    [InlineData("Upgrade: TLS/1.2\r\nConnection: Upgrade, close\r\n")]
    [InlineData("Upgrade: foo\r\nConnection: Upgrade, close\r\n")]
    public async Task Other_upgrades_than_websockets_never_reach_the_destination(string headers)
    {
        await using var proxy = await RunningProxy.StartAsync();

        var answer = await proxy.SendRawAsync($"GET /seen HTTP/1.1\r\nHost: shop\r\n{headers}\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Upgrade\"", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("HTTP2-Settings", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_connection_names_is_for_the_proxy_only()
    {
        await using var proxy = await RunningProxy.StartAsync();

        var received = await proxy.EchoAsync("/seen", ("X-Hop", "secret"), ("X-Kept", "1"), ("Connection", "X-Hop, X-Forwarded-For, Host"));

        Assert.Equal((null, "1", "127.0.0.1", "frontend"), (received.Header("X-Hop"), received.Header("X-Kept"), received.Header("X-Forwarded-For"), received.Header("Host")));
    }

    [Theory]
    [InlineData("shop:443", "shop:443")]
    [InlineData("/cart", "shop")]
    [InlineData("/flagservice/", "shop")]
    public async Task A_tunnel_is_refused_and_is_no_failure_of_the_proxy(string target, string host)
    {
        await using var proxy = await RunningProxy.StartAsync();

        var answer = await proxy.SendRawAsync($"CONNECT {target} HTTP/1.1\r\nHost: {host}\r\n\r\n" + Hidden);

        Assert.StartsWith("HTTP/1.1 405 ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nAllow: GET, ", answer, StringComparison.Ordinal);
        Assert.Equal(1, Count(answer, "HTTP/1.1 "));
        Assert.Empty(proxy.Destination.Received);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
