using System.Net;
using System.Text.RegularExpressions;

namespace OtelShop.Dashboard.Tests.Security;

/// <summary>Every page, with hostile telemetry in it.</summary>
public sealed partial class HostilePagesTests : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = default!;

    public static TheoryData<string> Pages =>
    [
        "/structuredlogs", "/structuredlogs/1", "/structuredlogs?text=%3Cscript%3Ealert(1)%3C/script%3E&filter=%3Cb%3E:eq:%22%3E%3Cscript%3E", "/traces", "/traces?resource=%22%3E%3Cscript%3Ealert(1)",
        $"/traces/detail/{Hostile.TraceId}", $"/traces/detail/{Hostile.TraceId}?spanId=0102030405060708", "/map", "/metrics", "/signals", "/manage", "/nowhere/%3Cscript%3E", "/login?returnUrl=%22%3E%3Cscript%3E",
    ];

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        Hostile.Send(_dashboard);
        _client = _dashboard.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Nothing_that_was_sent_becomes_part_of_the_page(string path)
    {
        var page = await ReadAsync(path);

        Assert.DoesNotContain("<script>", page);
        Assert.DoesNotContain("<img src=x", page);
        Assert.DoesNotContain("<b onclick", page);
        Assert.DoesNotMatch("href=\"\\s*javascript:", page);
        Assert.DoesNotContain('\e', page);
        Assert.DoesNotContain('\0', page);
        Assert.True(page.Length < 1_000_000, $"{page.Length} characters");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Nothing_is_inline_since_the_policy_forbids_it(string path)
    {
        var page = await ReadAsync(path);

        Assert.All(Tags().Matches(page).Select(tag => tag.Value), tag => Assert.DoesNotMatch("\\s(on[a-z]+|style)\\s*=", Quoted().Replace(tag, "\"\"")));
        Assert.DoesNotMatch("<style|<script(?![^>]*\\ssrc=)", page);
    }

    [Fact]
    public async Task What_was_sent_is_shown_as_it_is()
    {
        var page = WebUtility.HtmlDecode(await ReadAsync("/structuredlogs"));

        Assert.Contains("<script>alert(1)</script>", page);
        Assert.Contains("<b onclick=alert(1)>shop", page);
        Assert.Contains('\ufffd', page);
    }

    private async Task<string> ReadAsync(string path)
    {
        using var answer = await _client.GetAsync(path);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex("<[a-zA-Z](?:[^>\"]|\"[^\"]*\")*>")]
    private static partial Regex Tags();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();
}
