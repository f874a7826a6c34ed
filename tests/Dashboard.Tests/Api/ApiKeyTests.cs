using System.Net;

namespace OtelShop.Dashboard.Tests.Api;

public sealed class ApiKeyTests
{
    private static readonly (string, string?)[] Secured = [("Frontend:AuthMode", "BrowserToken"), ("Api:PrimaryApiKey", "first"), ("Api:SecondaryApiKey", "second")];

    [Theory]
    [InlineData("first", HttpStatusCode.OK)]
    [InlineData("second", HttpStatusCode.OK)]
    [InlineData("third", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task The_api_opens_to_its_keys(string? key, HttpStatusCode expected)
    {
        await using var dashboard = await RunningDashboard.StartAsync(null, Secured);
        using var client = dashboard.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/telemetry/traces");
        if (key is not null)
            request.Headers.Add("X-API-Key", key);
        using var answer = await client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task The_document_needs_a_key_as_well()
    {
        await using var dashboard = await RunningDashboard.StartAsync(null, Secured);
        using var client = dashboard.CreateClient();
        using var answer = await client.GetAsync("/api/telemetry/openapi.json");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_api_that_is_turned_off_is_not_there()
    {
        await using var dashboard = await RunningDashboard.StartAsync(null, ("Api:Enabled", "false"));
        using var client = dashboard.CreateClient();
        using var answer = await client.GetAsync("/api/telemetry/traces");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
