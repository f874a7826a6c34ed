using System.Net;

namespace OtelShop.Dashboard.Tests.Resources;

public sealed class StandaloneTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/consolelogs")]
    public async Task Without_anybody_who_runs_resources_the_logs_come_first(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var pages = dashboard.CreateClient();
        using var answer = await pages.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/structuredlogs", answer.Headers.Location!.ToString());
    }
}
