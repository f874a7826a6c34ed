using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OtelShop.Dashboard.Tests.Security;

namespace OtelShop.Dashboard.Tests.Layout;

public sealed class PageFaultTests : IAsyncLifetime
{
    private readonly LogLines _lines = new();
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync(null, _lines.Attach, app =>
        {
            app.MapGet("/explode", string () => throw new InvalidDataException("the reason"));
            app.MapGet("/api/explode", string () => throw new InvalidDataException("the reason"));
            app.MapGet("/number", (int n) => n);
            app.MapGet("/refuse", string () => throw new BadHttpRequestException("The window <b> is unknown."));
        });
        _client = _dashboard.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        _lines.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so()
    {
        using var answer = await _client.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_failure_tells_the_reader_where_the_reason_is_and_not_the_reason()
    {
        using var answer = await _client.GetAsync("/explode");
        var page = await answer.Content.ReadAsStringAsync();
        var line = Assert.Single(_lines.All, l => l.Contains("/explode", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("the reason", page.Replace("has the reason under", "", StringComparison.Ordinal));
        Assert.Contains(line.Split('(', ')')[1], page);
    }

    [Theory]
    [InlineData("/api/explode", HttpStatusCode.InternalServerError)]
    [InlineData("/api/nowhere", HttpStatusCode.NotFound)]
    public async Task A_program_gets_problem_JSON(string path, HttpStatusCode status)
    {
        using var answer = await _client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("InvalidDataException", text);
    }

    [Fact]
    public async Task A_request_that_cannot_be_read_says_what_is_wrong()
    {
        using var answer = await _client.GetAsync("/refuse");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The window &lt;b&gt; is unknown.", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_parameter_of_the_wrong_kind_is_the_sender_s_mistake()
    {
        using var answer = await _client.GetAsync("/number?n=many");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(_lines.All, line => line.Contains("failed", StringComparison.Ordinal));
    }
}
