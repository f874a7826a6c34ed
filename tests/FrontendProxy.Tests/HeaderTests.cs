using System.Net;

namespace OtelShop.FrontendProxy.Tests;

public sealed class HeaderTests
{
    private static readonly (string Name, string Value)[] Claims =
    [
        ("X-Forwarded-For", "203.0.113.1"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "bank.example"), ("X-Forwarded-Prefix", "/evil"),
        ("Forwarded", "for=203.0.113.1"), ("X-Real-IP", "203.0.113.1"), ("X-Original-URL", "/feature"),
    ];

    [Fact]
    public async Task What_a_client_claims_of_itself_is_dropped()
    {
        await using var proxy = await RunningProxy.StartAsync();

        var received = await proxy.EchoAsync("/", Claims);

        Assert.Equal(("127.0.0.1", "http", proxy.Address.Authority), (received.Header("X-Forwarded-For"), received.Header("X-Forwarded-Proto"), received.Header("X-Forwarded-Host")));
        Assert.All(Claims[3..], claim => Assert.Null(received.Header(claim.Name)));
    }

    [Fact]
    public async Task What_a_known_proxy_says_of_a_client_is_passed_on()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:KnownProxies", "127.0.0.0/8"));

        var received = await proxy.EchoAsync("/", [("X-Forwarded-For", "198.51.100.9, 203.0.113.1"), .. Claims[1..]]);

        Assert.Equal(("203.0.113.1", "https", "bank.example"), (received.Header("X-Forwarded-For"), received.Header("X-Forwarded-Proto"), received.Header("X-Forwarded-Host")));
    }

    [Fact]
    public async Task A_destination_is_called_by_its_own_name()
    {
        await using var proxy = await RunningProxy.StartAsync();

        Assert.Equal("frontend", (await proxy.EchoAsync("/")).Header("Host"));
    }

    [Fact]
    public async Task A_page_without_security_headers_gets_them()
    {
        await using var proxy = await Serving("text/html");

        using var response = await proxy.GetAsync("/page");

        string[] names = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options"];
        Assert.All(names, name => Assert.True(response.Headers.Contains(name), name));
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Security_headers_of_the_destination_are_kept()
    {
        (string Name, string Value)[] own =
        [
            ("Content-Security-Policy", "default-src 'none'"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Permissions-Policy", "usb=()"),
            ("Cross-Origin-Opener-Policy", "unsafe-none"), ("X-Frame-Options", "SAMEORIGIN"),
        ];
        await using var proxy = await Serving("text/html", own);

        using var response = await proxy.GetAsync("/page");

        Assert.All(own, header => Assert.Equal([header.Value], response.Headers.GetValues(header.Name)));
    }

    [Fact]
    public async Task The_software_behind_the_proxy_is_not_named()
    {
        await using var proxy = await Serving("text/html", ("Server", "Werkzeug/2.3"), ("X-Powered-By", "Python"));

        using var response = await proxy.GetAsync("/page");

        Assert.False(response.Headers.Contains("Server") || response.Headers.Contains("X-Powered-By"));
    }

    [Theory]
    [InlineData("https", "shop.example", true)]
    [InlineData("http", "shop.example", false)]
    [InlineData("https", "localhost", false)]
    public async Task Strict_transport_is_for_public_names_under_tls(string scheme, string host, bool isStrict)
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:KnownProxies", "127.0.0.1"));

        using var response = await proxy.GetAsync("/", ("X-Forwarded-For", "203.0.113.1"), ("X-Forwarded-Proto", scheme), ("X-Forwarded-Host", host));

        Assert.Equal(isStrict, response.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/product/1?a=b%20c", "https://localhost:8443/product/1?a=b%20c")]
    [InlineData("/cart", "https://localhost:8443/cart")]
    public async Task With_tls_plain_http_redirects(string path, string location)
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:HttpsPort", "8443"));

        using var response = await proxy.GetAsync(path, ("Host", "localhost"));

        Assert.Equal((HttpStatusCode.TemporaryRedirect, location), (response.StatusCode, response.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task With_tls_probes_are_answered_without()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:HttpsPort", "8443"));

        Assert.Equal(HttpStatusCode.OK, (await proxy.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task A_cookie_of_any_bytes_reaches_the_destination()
    {
        await using var proxy = await RunningProxy.StartAsync();

        var answer = await proxy.SendRawAsync("GET /seen HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nCookie: name=\u00c3\u00a4\r\n\r\n");

        Assert.Contains("name=\u00c3\u00a4", answer, StringComparison.Ordinal);
    }

    private static async Task<RunningProxy> Serving(string contentType, params (string Name, string Value)[] headers)
    {
        var proxy = await RunningProxy.StartAsync();
        proxy.Destination.Answer("/page", context =>
        {
            context.Response.ContentType = contentType;
            foreach (var (name, value) in headers)
                context.Response.Headers[name] = value;
            return Task.CompletedTask;
        });
        return proxy;
    }
}
