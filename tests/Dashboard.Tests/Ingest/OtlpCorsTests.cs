using System.Net;
using Microsoft.Extensions.Configuration;

namespace OtelShop.Dashboard.Tests.Ingest;

public sealed class OtlpCorsTests
{
    private const string Shop = "http://shop.example:8080";

    [Theory]
    [InlineData(Shop, Shop)]
    [InlineData("http://other.example, http://shop.example:8080/", Shop)]
    [InlineData("*", "*")]
    public async Task A_page_that_may_send_is_answered_before_and_after(string allowed, string expected)
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: ("Otlp:Cors:AllowedOrigins", allowed));
        using var before = await PreflightAsync(dashboard, "/v1/traces");
        using var after = await SendAsync(dashboard);

        Assert.Equal(HttpStatusCode.NoContent, before.StatusCode);
        Assert.Equal(expected, Allowed(before));
        Assert.Contains("content-type", Assert.Single(before.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal(expected, Allowed(after));
    }

    [Fact]
    public async Task A_page_needs_no_key_to_ask_and_one_to_send()
    {
        await using var dashboard = await RunningDashboard.StartAsync(
            settings: [("Otlp:Cors:AllowedOrigins", Shop), ("Otlp:AuthMode", "ApiKey"), ("Otlp:PrimaryApiKey", "key")]);
        using var before = await PreflightAsync(dashboard, "/v1/traces");
        using var after = await SendAsync(dashboard);

        Assert.Equal(HttpStatusCode.NoContent, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal(Shop, Allowed(after));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://other.example")]
    public async Task Another_page_is_not_let_in(string? allowed)
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: ("Otlp:Cors:AllowedOrigins", allowed));
        using var before = await PreflightAsync(dashboard, "/v1/traces");

        Assert.Null(Allowed(before));
    }

    [Fact]
    public async Task Pages_that_are_allowed_later_are_let_in()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var configuration = dashboard.Get<IConfiguration>();
        configuration["Dashboard:Otlp:Cors:AllowedOrigins"] = Shop;
        ((IConfigurationRoot)configuration).Reload();
        using var before = await PreflightAsync(dashboard, "/v1/logs");

        Assert.Equal(Shop, Allowed(before));
    }

    [Fact]
    public async Task The_pages_of_the_dashboard_are_opened_to_no_other_page()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: ("Otlp:Cors:AllowedOrigins", "*"));
        using var pages = dashboard.CreateClient();
        using var answer = await pages.SendAsync(Asking(HttpMethod.Get, "/structuredlogs"));

        Assert.Null(Allowed(answer));
    }

    private static async Task<HttpResponseMessage> PreflightAsync(RunningDashboard dashboard, string path)
    {
        using var browser = dashboard.CreateOtlpClient();
        var request = Asking(HttpMethod.Options, path);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,x-otlp-api-key");
        return await browser.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningDashboard dashboard)
    {
        using var browser = dashboard.CreateOtlpClient();
        var request = Asking(HttpMethod.Post, "/v1/traces");
        request.Content = OtlpContent.Json(OtlpSamples.OneSpan());
        return await browser.SendAsync(request);
    }

    private static HttpRequestMessage Asking(HttpMethod method, string path) => new(method, path) { Headers = { { "Origin", Shop } } };

    private static string? Allowed(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? Assert.Single(origins) : null;
}
