using System.Net;
using Microsoft.Extensions.Options;
using OtelShop.Flagd.Tests.Api;
using OtelShop.Pages.Security;

namespace OtelShop.Flagd.Tests.Security;

/// <summary>Whose tries are counted together. A test comes from loopback, as a proxy on the same machine does.</summary>
public sealed class TrustedProxyTests
{
    [Theory]
    [InlineData("127.0.0.1", "203.0.113.1", "203.0.113.2")]
    [InlineData("10.0.0.0/8, 127.0.0.0/8", "203.0.113.1, 10.0.0.5", "203.0.113.2, 10.0.0.5")]
    public async Task Visitors_behind_trusted_proxies_have_tries_of_their_own(string trusted, string stranger, string friend)
    {
        await using var flagd = await FlagApiClient.StartAsync(settings: ("TrustedProxies", trusted));
        await GuessAsync(flagd, _ => stranger);

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (await ShowTokenAsync(flagd, stranger), await ShowTokenAsync(flagd, friend)));
    }

    [Fact]
    public async Task A_visitor_cannot_pass_for_others_behind_a_trusted_proxy()
    {
        await using var flagd = await FlagApiClient.StartAsync(settings: ("TrustedProxies", "127.0.0.1"));
        await GuessAsync(flagd, turn => $"198.51.100.{turn}, 203.0.113.1");

        Assert.Equal(HttpStatusCode.TooManyRequests, await ShowTokenAsync(flagd, "198.51.100.99, 203.0.113.1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("10.0.0.0/8")]
    public async Task Nobody_else_is_asked_whom_a_request_is_from(string? trusted)
    {
        await using var flagd = await FlagApiClient.StartAsync(settings: ("TrustedProxies", trusted));
        await GuessAsync(flagd, turn => $"203.0.113.{turn}");

        Assert.Equal(HttpStatusCode.TooManyRequests, await ShowTokenAsync(flagd, "203.0.113.99"));
    }

    [Fact]
    public async Task A_proxy_without_an_address_ends_the_start()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => FlagApiClient.StartAsync(settings: ("TrustedProxies", "127.0.0.1,nginx")));

        Assert.Contains("Flagd:TrustedProxies", error.Message, StringComparison.Ordinal);
    }

    private static async Task GuessAsync(RunningFlagd flagd, Func<int, string> forwardedFor)
    {
        using var stranger = new FlagApiClient(flagd, "wrong");
        for (var turn = 0; turn < TokenGate.MostWrongOfOne; turn++)
            Assert.Equal(HttpStatusCode.Unauthorized, await SwitchAsync(stranger, forwardedFor(turn)));
    }

    private static async Task<HttpStatusCode> ShowTokenAsync(RunningFlagd flagd, string forwardedFor)
    {
        using var friend = new FlagApiClient(flagd);
        return await SwitchAsync(friend, forwardedFor);
    }

    private static async Task<HttpStatusCode> SwitchAsync(FlagApiClient client, string forwardedFor)
    {
        using var answer = await client.SendAsync(HttpMethod.Patch, "/flags/adFailure", """{"variant":"on"}""", ("X-Forwarded-For", forwardedFor));
        return answer.StatusCode;
    }
}
