using System.Net;
using OtelShop.Pages.Security;

namespace OtelShop.Dashboard.Tests.Security;

public sealed class BrowserPolicyTests : IAsyncLifetime
{
    private SecuredDashboard _dashboard = default!;

    public async Task InitializeAsync() => _dashboard = await SecuredDashboard.StartAsync();

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/login?t=wrong")]
    [InlineData("/health")]
    [InlineData("/nowhere")]
    [InlineData("/assets/0/dashboard.css")]
    [InlineData("/api/telemetry/traces")]
    public async Task Every_answer_tells_the_browser_what_not_to_do(string path)
    {
        using var answer = await _dashboard.Client.GetAsync(path);

        Assert.Equal(SecurityHeaders.Policy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.True(answer.Headers.Contains("Permissions-Policy"));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task No_page_is_kept_by_a_browser()
    {
        using var answer = await _dashboard.SendAsync(HttpMethod.Get, "/structuredlogs", await _dashboard.LogInAsync());

        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.")]
    public async Task A_foreign_name_for_this_machine_is_refused(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login") { Headers = { Host = host } };
        using var answer = await _dashboard.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("localhost:1")]
    [InlineData("[::1]:1")]
    public async Task Every_name_of_loopback_is_answered(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login") { Headers = { Host = host } };
        using var answer = await _dashboard.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_public_address_is_answered_and_printed()
    {
        await using var dashboard = await SecuredDashboard.StartAsync(("Frontend:PublicUrl", "https://dashboard.shop.example/"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login") { Headers = { Host = "dashboard.shop.example" } };
        using var answer = await dashboard.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"https://dashboard.shop.example/login?t={SecuredDashboard.Token}", dashboard.Running.LoginUrl);
    }

    [Fact]
    public async Task Files_may_be_kept_forever_since_their_address_changes_with_them()
    {
        var page = await _dashboard.Client.GetStringAsync("/login");
        var sheet = page[page.IndexOf("/assets/", StringComparison.Ordinal)..];
        using var answer = await _dashboard.Client.GetAsync(sheet[..sheet.IndexOf('"', StringComparison.Ordinal)]);

        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Pages_travel_compressed(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login") { Headers = { { "Accept-Encoding", encoding } } };
        using var answer = await _dashboard.Client.SendAsync(request);

        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
    }
}
