using System.Net;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Tests.Api;
using OtelShop.Pages.Security;

namespace OtelShop.Flagd.Tests.Security;

public sealed class LoginTests : IAsyncLifetime
{
    private RunningFlagd _flagd = default!;
    private Visitor _visitor = default!;

    public async ValueTask InitializeAsync()
    {
        _flagd = await FlagApiClient.StartAsync();
        _visitor = new Visitor(_flagd);
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _flagd.DisposeAsync();
    }

    [Fact]
    public async Task Looking_takes_no_login_and_changing_does()
    {
        using var page = await _visitor.OpenAsync("/feature");
        using var change = await _visitor.SwitchAsync("adFailure", "on");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (page.StatusCode, change.StatusCode));
        Assert.Equal("off", _flagd.Get<FlagStore>().Current.Flags["adFailure"].DefaultVariant);
    }

    [Fact]
    public async Task The_link_of_the_console_logs_in()
    {
        using var login = await _visitor.OpenAsync(new Uri(_flagd.Get<BrowserToken>().LoginUrl).PathAndQuery);
        using var change = await _visitor.SwitchAsync("adFailure", "on");

        Assert.Equal(("/feature", HttpStatusCode.OK), (login.Headers.Location?.ToString(), change.StatusCode));
    }

    [Fact]
    public async Task Who_gives_no_name_gets_pages_with_forms_too()
    {
        using var login = await _visitor.OpenAsync(new Uri(_flagd.Get<BrowserToken>().LoginUrl).PathAndQuery);
        using var page = await _visitor.OpenAsync("/feature");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task The_link_of_the_dashboard_may_be_pasted_as_it_is()
    {
        using var login = await _visitor.LogInAsync($"Login to the dashboard at http://127.0.0.1:18888/login?t={FlagApiClient.Token} ");

        Assert.Equal(HttpStatusCode.SeeOther, login.StatusCode);
    }

    [Fact]
    public async Task The_login_is_of_no_use_to_scripts_and_other_sites()
    {
        using var login = await _visitor.LogInAsync(FlagApiClient.Token);

        var cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"), value => value.StartsWith(".OtelShop.Feature.Login=", StringComparison.Ordinal));

        Assert.Contains("; path=/feature; samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(FlagApiClient.Token, WebUtility.UrlDecode(cookie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_his_name_is_known_by_it_in_the_history()
    {
        using var login = await _visitor.LogInAsync(FlagApiClient.Token, "Maria\u001b[31m");
        using var change = await _visitor.SwitchAsync("adFailure", "on");

        Assert.Equal("Maria[31m", _flagd.Get<FlagStore>().History[0].Author.Name);
    }

    [Fact]
    public async Task Logging_out_ends_it()
    {
        using var login = await _visitor.LogInAsync(FlagApiClient.Token);
        using var forged = await _visitor.SendAsync("/feature/logout");
        using var change = await _visitor.SwitchAsync("adFailure", "on");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (forged.StatusCode, change.StatusCode));
    }

    [Theory]
    [InlineData("/feature/history?page=2", "/feature/history?page=2")]
    [InlineData("//evil.example/", "/feature")]
    [InlineData("https://evil.example/", "/feature")]
    [InlineData("/feature/../elsewhere\r\nX: y", "/feature")]
    [InlineData("/features", "/feature")]
    public async Task The_way_back_leads_to_these_pages_only(string wish, string leadsTo)
    {
        using var login = await _visitor.LogInAsync(FlagApiClient.Token, returnUrl: wish);

        Assert.Equal(leadsTo, login.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        using var answer = await _visitor.SendAsync("/feature/login", ("token", FlagApiClient.Token));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_form_of_a_visitor_without_login_leads_to_the_login()
    {
        using var answer = await _visitor.SendAsync("/feature/off");

        Assert.Equal((HttpStatusCode.SeeOther, "/feature/login"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task A_wrong_token_is_refused_and_after_ten_even_the_right_one()
    {
        for (var i = 0; i < TokenGate.MostWrongOfOne; i++)
        {
            using var wrong = await _visitor.LogInAsync($"guess {i}");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var right = await _visitor.LogInAsync(FlagApiClient.Token);

        Assert.Equal((HttpStatusCode.TooManyRequests, 60), (right.StatusCode, right.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
    }
}
