using System.Net;
using Microsoft.Extensions.Options;
using OtelShop.Pages.Security;

namespace OtelShop.Dashboard.Tests.Security;

/// <summary>Whose tries are counted together. A test comes from loopback, as a proxy on the same machine does.</summary>
public sealed class TrustedProxyTests
{
    [Theory]
    [InlineData("127.0.0.1", "203.0.113.1", "203.0.113.2")]
    [InlineData("10.0.0.0/8, 127.0.0.0/8", "203.0.113.1, 10.0.0.5", "203.0.113.2, 10.0.0.5")]
    public async Task Visitors_behind_trusted_proxies_have_tries_of_their_own(string trusted, string stranger, string friend)
    {
        await using var dashboard = await SecuredDashboard.StartAsync(("Frontend:TrustedProxies", trusted));
        await GuessAsync(dashboard, _ => stranger);

        Assert.Equal(HttpStatusCode.TooManyRequests, await LogInAsync(dashboard, SecuredDashboard.Token, stranger));
        Assert.Equal(HttpStatusCode.SeeOther, await LogInAsync(dashboard, SecuredDashboard.Token, friend));
    }

    [Fact]
    public async Task A_visitor_cannot_pass_for_others_behind_a_trusted_proxy()
    {
        await using var dashboard = await SecuredDashboard.StartAsync(("Frontend:TrustedProxies", "127.0.0.1"));
        await GuessAsync(dashboard, turn => $"198.51.100.{turn}, 203.0.113.1");

        Assert.Equal(HttpStatusCode.TooManyRequests, await LogInAsync(dashboard, SecuredDashboard.Token, "198.51.100.99, 203.0.113.1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("10.0.0.0/8")]
    public async Task Nobody_else_is_asked_whom_a_request_is_from(string? trusted)
    {
        await using var dashboard = await SecuredDashboard.StartAsync(("Frontend:TrustedProxies", trusted));
        await GuessAsync(dashboard, turn => $"203.0.113.{turn}");

        Assert.Equal(HttpStatusCode.TooManyRequests, await LogInAsync(dashboard, SecuredDashboard.Token, "203.0.113.99"));
    }

    [Fact]
    public async Task A_proxy_without_an_address_ends_the_start()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => SecuredDashboard.StartAsync(("Frontend:TrustedProxies", "127.0.0.1,nginx")));

        Assert.Contains("Dashboard:Frontend:TrustedProxies", error.Message, StringComparison.Ordinal);
    }

    private static async Task GuessAsync(SecuredDashboard dashboard, Func<int, string> forwardedFor)
    {
        for (var turn = 0; turn < TokenGate.MostWrongOfOne; turn++)
            Assert.Equal(HttpStatusCode.Unauthorized, await LogInAsync(dashboard, "wrong", forwardedFor(turn)));
    }

    private static async Task<HttpStatusCode> LogInAsync(SecuredDashboard dashboard, string token, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/login?t={token}") { Headers = { { "X-Forwarded-For", forwardedFor } } };
        using var answer = await dashboard.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
