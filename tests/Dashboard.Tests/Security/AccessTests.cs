using System.Net;
using Microsoft.AspNetCore.Builder;
using OtelShop.Dashboard.Security;

namespace OtelShop.Dashboard.Tests.Security;

public sealed class AccessTests
{
    private static readonly Action<WebApplication> Probe = app => app.MapGet("/api/probe", () => "seen").RequireAuthorization(AccessPolicies.Api);

    [Theory]
    [InlineData("primary", HttpStatusCode.OK)]
    [InlineData("secondary", HttpStatusCode.OK)]
    [InlineData("Primary", HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task A_program_reads_the_API_by_its_key(string? key, HttpStatusCode expected)
    {
        await using var dashboard = await SecuredDashboard.StartAsync(_ => { }, Probe, ("Api:PrimaryApiKey", "primary"), ("Api:SecondaryApiKey", "secondary"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/probe");
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        using var answer = await dashboard.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? "text/plain" : "application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Whoever_is_logged_in_reads_the_API_too()
    {
        await using var dashboard = await SecuredDashboard.StartAsync(_ => { }, Probe, ("Api:AuthMode", "ApiKey"), ("Api:PrimaryApiKey", "primary"));
        using var answer = await dashboard.SendAsync(HttpMethod.Get, "/api/probe", await dashboard.LogInAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_key_opens_no_page()
    {
        await using var dashboard = await SecuredDashboard.StartAsync(("Api:PrimaryApiKey", "primary"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/structuredlogs") { Headers = { { "X-API-Key", "primary" } } };
        using var answer = await dashboard.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Without_security_everything_is_open_and_the_login_leads_on()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();
        using var page = await client.GetAsync("/structuredlogs");
        using var login = await client.GetAsync("/login?returnUrl=/traces");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("/traces", login.Headers.Location!.ToString());
        Assert.DoesNotContain("t=", dashboard.LoginUrl);
    }

    [Fact]
    public async Task Each_start_makes_a_token_of_128_bits()
    {
        await using var one = await RunningDashboard.StartAsync(settings: ("Frontend:AuthMode", "BrowserToken"));
        await using var other = await RunningDashboard.StartAsync(settings: ("Frontend:AuthMode", "BrowserToken"));

        Assert.Matches("^http://127\\.0\\.0\\.1:\\d+/login\\?t=[0-9a-f]{32}$", one.LoginUrl);
        Assert.NotEqual(one.LoginUrl.Split('=')[1], other.LoginUrl.Split('=')[1]);
    }

    [Fact]
    public async Task A_login_outlives_a_restart_when_its_keys_are_kept()
    {
        var folder = Directory.CreateTempSubdirectory("otelshop-keys");
        string cookie;
        await using (var before = await SecuredDashboard.StartAsync(("Frontend:KeysFolder", folder.FullName)))
            cookie = await before.LogInAsync();
        HttpStatusCode status;
        await using (var after = await SecuredDashboard.StartAsync(("Frontend:KeysFolder", folder.FullName)))
            status = (await after.SendAsync(HttpMethod.Get, "/structuredlogs", cookie)).StatusCode;
        folder.Delete(recursive: true);

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task The_token_is_in_no_log()
    {
        using var lines = new LogLines();
        await using var dashboard = await SecuredDashboard.StartAsync(lines.Attach, app => app.MapGet("/explode", string () => throw new InvalidDataException("boom")));
        await dashboard.SendAsync(HttpMethod.Get, $"/login?t={SecuredDashboard.Token}&returnUrl=/explode");
        await dashboard.SendAsync(HttpMethod.Get, $"/explode?t={SecuredDashboard.Token}", await dashboard.LogInAsync());

        Assert.Contains(lines.All, line => line.Contains("boom", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.All, line => line.Contains(SecuredDashboard.Token, StringComparison.Ordinal));
    }
}
