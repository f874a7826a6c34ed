using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace OtelShop.Dashboard.Tests.Security;

public sealed partial class LoginTests : IAsyncLifetime
{
    private SecuredDashboard _dashboard = default!;

    public async Task InitializeAsync() => _dashboard = await SecuredDashboard.StartAsync();

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Theory]
    [InlineData("/")]
    [InlineData("/traces")]
    [InlineData("/structuredlogs/1")]
    [InlineData("/nowhere")]
    public async Task Whoever_is_not_logged_in_is_led_to_the_login_and_back(string path)
    {
        using var answer = await _dashboard.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith($"/login?returnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/api/telemetry/traces")]
    [InlineData("/api/nowhere")]
    [InlineData("/live?topics=logs")]
    public async Task A_program_that_is_not_logged_in_is_told_so(string path)
    {
        using var answer = await _dashboard.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_link_of_the_console_logs_in_for_three_days()
    {
        using var answer = await _dashboard.Client.GetAsync($"/login?t={SecuredDashboard.Token}");
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith(".OtelShop.Dashboard.Auth=", cookie);
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.Equal(3, Math.Round((DateTimeOffset.Parse(Expiry().Match(cookie).Groups[1].Value, CultureInfo.InvariantCulture) - answer.Headers.Date!.Value).TotalDays));
    }

    [Fact]
    public async Task A_login_opens_the_pages()
    {
        using var answer = await _dashboard.SendAsync(HttpMethod.Get, "/structuredlogs", await _dashboard.LogInAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/traces?text=a", "/traces?text=a")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\r\nX: 1", "/")]
    public async Task A_login_leads_back_to_this_dashboard_only(string returnUrl, string expected)
    {
        using var answer = await _dashboard.Client.GetAsync($"/login?t={SecuredDashboard.Token}&returnUrl={Uri.EscapeDataString(returnUrl)}");

        Assert.Equal(expected, answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_wrong_token_is_refused_and_not_repeated()
    {
        using var answer = await _dashboard.Client.GetAsync("/login?t=guessed-token");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("This is not the token", page);
        Assert.DoesNotContain("guessed-token", page);
    }

    [Fact]
    public async Task The_form_logs_in()
    {
        using var answer = await _dashboard.SubmitAsync("/login?returnUrl=/traces", "/login", null, ("token", $" {SecuredDashboard.Token} "), ("returnUrl", "/traces"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/traces", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/logout")]
    public async Task A_form_from_elsewhere_is_refused(string action)
    {
        using var form = new FormUrlEncodedContent([new("token", SecuredDashboard.Token)]);
        using var answer = await _dashboard.SendAsync(HttpMethod.Post, action, await _dashboard.LogInAsync(), form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(".OtelShop.Dashboard.Auth=", answer.Headers.ToString());
    }

    [Fact]
    public async Task Logging_out_takes_the_cookie_back()
    {
        using var answer = await _dashboard.SubmitAsync("/structuredlogs", "/logout", await _dashboard.LogInAsync());

        Assert.Equal("/login", answer.Headers.Location!.ToString());
        Assert.StartsWith(".OtelShop.Dashboard.Auth=; expires=Thu, 01 Jan 1970", Assert.Single(answer.Headers.GetValues("Set-Cookie")));
    }

    [Theory]
    [InlineData(SecuredDashboard.Token, "true")]
    [InlineData("wrong", "false")]
    public async Task A_tool_can_ask_whether_a_token_is_right(string token, string expected)
    {
        using var answer = await _dashboard.Client.PostAsync($"/api/validatetoken?token={token}", null);

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_forged_cookie_opens_nothing()
    {
        using var answer = await _dashboard.SendAsync(HttpMethod.Get, "/structuredlogs", ".OtelShop.Dashboard.Auth=CfDJ8AAAAAAAAAAAAAAAAAAAAAA");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [GeneratedRegex("expires=([^;]+)")]
    private static partial Regex Expiry();
}
