using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Listeners;
using OtelShop.Flagd.Tests.Api;
using OtelShop.Pages.Security;

namespace OtelShop.Flagd.Tests.Security;

public sealed class AccessTests
{
    private const string Switch = """{"variant":"on"}""";

    [Theory]
    [InlineData("POST", "/write")]
    [InlineData("POST", "/write-to-file")]
    [InlineData("PUT", "/document")]
    [InlineData("POST", "/validate")]
    [InlineData("PATCH", "/flags/adFailure")]
    [InlineData("POST", "/history/1/revert")]
    [InlineData("POST", "/scheduler/start")]
    [InlineData("POST", "/scheduler/stop")]
    public async Task Nothing_is_changed_without_the_token(string method, string path)
    {
        await using var flagd = await FlagApiClient.StartAsync();
        using var client = new FlagApiClient(flagd, token: null);
        using var answer = await client.SendAsync(new HttpMethod(method), path, "{}");

        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer realm=\"flags\""), (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()));
    }

    [Fact]
    public async Task Ten_wrong_tokens_block_the_right_one()
    {
        await using var flagd = await FlagApiClient.StartAsync();
        using var stranger = new FlagApiClient(flagd, "wrong");
        using var friend = new FlagApiClient(flagd);
        for (var i = 0; i < TokenGate.MostWrongOfOne; i++)
            (await stranger.SendAsync(HttpMethod.Patch, "/flags/adFailure", Switch)).Dispose();
        using var answer = await friend.SendAsync(HttpMethod.Patch, "/flags/adFailure", Switch);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
    }

    [Fact]
    public async Task The_right_token_may_come_as_often_as_it_likes()
    {
        await using var flagd = await FlagApiClient.StartAsync();
        using var client = new FlagApiClient(flagd);
        for (var i = 0; i < 2 * TokenGate.MostWrongOfAll; i++)
        {
            using var answer = await client.SendAsync(HttpMethod.Patch, "/flags/adFailure", Switch);
            answer.EnsureSuccessStatusCode();
        }

        Assert.Equal("on", flagd.Get<FlagStore>().Current.Flags["adFailure"].DefaultVariant);
    }

    [Fact]
    public async Task A_token_that_is_made_here_is_long_and_in_no_log()
    {
        var log = new FakeLogCollector();
        await using var flagd = await RunningFlagd.StartAsync(configure: builder => builder.Logging.AddProvider(new FakeLoggerProvider(log)));
        var secret = await LogInAsync(flagd);

        Assert.Equal(32, secret.Length);
        Assert.DoesNotContain(log.GetSnapshot(), record => $"{record.Message} {record.Exception}".Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_is_in_no_trace()
    {
        var tags = new ConcurrentQueue<string>();
        using var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded };
        listener.ActivityStopped = span => tags.Enqueue($"{span.DisplayName} {string.Join(' ', span.TagObjects)}");
        ActivitySource.AddActivityListener(listener);
        await using var flagd = await RunningFlagd.StartAsync();
        var secret = await LogInAsync(flagd);
        await flagd.StopAsync();

        Assert.Contains(tags, tag => tag.Contains("/feature/login", StringComparison.Ordinal));
        Assert.DoesNotContain(tags, tag => tag.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_token_at_all_everybody_may_change_flags()
    {
        await using var flagd = await RunningFlagd.StartAsync(settings: ("AuthMode", "Unsecured"));
        using var visitor = new Visitor(flagd);
        using var change = await visitor.SwitchAsync("adFailure", "on");
        using var login = await visitor.OpenAsync("/feature/login?returnUrl=/feature/history");

        Assert.Equal((HttpStatusCode.OK, "/feature/history"), (change.StatusCode, login.Headers.Location?.ToString()));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://shop.example", HttpStatusCode.OK)]
    public async Task A_page_of_another_origin_changes_nothing(string header, string value, HttpStatusCode status)
    {
        await using var flagd = await RunningFlagd.StartAsync(settings: [("AuthMode", "Unsecured"), ("PublicUrl", "https://shop.example")]);
        using var visitor = new Visitor(flagd);
        using var change = await visitor.SwitchAsync("adFailure", "on", (header, value));

        Assert.Equal(status, change.StatusCode);
    }

    [Theory]
    [InlineData("localhost:4000", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("flagd", HttpStatusCode.OK)]
    [InlineData("flags.localhost", HttpStatusCode.OK)]
    [InlineData("shop.example", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    public async Task A_name_that_a_stranger_can_point_here_is_refused(string host, HttpStatusCode status)
    {
        await using var flagd = await RunningFlagd.StartAsync(settings: ("PublicUrl", "https://shop.example"));
        using var client = new FlagApiClient(flagd);
        using var answer = await client.SendAsync(HttpMethod.Get, "/read", (string?)null, ("Host", host));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Pages_forbid_what_is_inline_and_from_elsewhere()
    {
        await using var flagd = await FlagApiClient.StartAsync();
        using var http = flagd.CreateClient(Listener.Pages);
        using var answer = await http.GetAsync("/feature/login");

        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task A_login_outlives_a_restart_when_its_keys_are_kept()
    {
        using var keys = new TemporaryKeys();
        await using var first = await FlagApiClient.StartAsync(settings: ("KeysFolder", keys.Path));
        using var visitor = new Visitor(first);
        using var login = await visitor.LogInAsync(FlagApiClient.Token);
        await using var second = await FlagApiClient.StartAsync(settings: ("KeysFolder", keys.Path));
        using var client = new FlagApiClient(second, token: null);
        using var answer = await client.SendAsync(HttpMethod.Patch, "/flags/adFailure", Switch, ("Cookie", string.Join("; ", login.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]))));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <returns>The token that the daemon made.</returns>
    private static async Task<string> LogInAsync(RunningFlagd flagd)
    {
        var link = flagd.Get<BrowserToken>().LoginUrl;
        using var visitor = new Visitor(flagd);
        using var login = await visitor.OpenAsync(new Uri(link).PathAndQuery);
        return link.Split("?t=")[1];
    }
}
