using OtelShop.Dashboard.Resources;
using OtelShop.Dashboard.Tests.Resources;

namespace OtelShop.Dashboard.Tests.ConsoleLogs;

public sealed class ConsoleLogsPageTests : IAsyncLifetime
{
    private readonly FakeResources _resources = new();
    private RunningDashboard _dashboard = default!;
    private HttpClient _pages = default!;

    public async Task InitializeAsync()
    {
        _resources.Put(Samples.Cart, Samples.Valkey);
        _resources.Say("cart", "\u001b[32minfo\u001b[0m: <b>ready</b>");
        _resources.Say("valkey", "Ready to accept connections", isError: true);
        _dashboard = await RunningDashboard.StartAsync(_resources);
        _pages = _dashboard.CreateClient();
        while (_dashboard.Get<ResourceBoard>().All.Count < 2)
            await Task.Yield();
    }

    public async Task DisposeAsync()
    {
        _pages.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task A_page_without_script_has_the_last_lines()
    {
        var page = await _pages.GetStringAsync("/consolelogs/resource/cart");

        Assert.Contains("<span class=\"ansi-fg-2\">info</span>: &lt;b&gt;ready&lt;/b&gt;", page);
        Assert.DoesNotContain("Ready to accept", page);
    }

    [Fact]
    public async Task All_resources_together_say_who_wrote_each_line()
    {
        var page = await _pages.GetStringAsync("/consolelogs");

        Assert.Contains(">cart</span>", page);
        Assert.Contains(">valkey</span>", page);
    }

    [Fact]
    public async Task Of_a_long_log_the_page_has_the_last_five_hundred_lines()
    {
        for (var i = 0; i < 600; i++)
            _resources.Say("cart", $"line {i}");

        var page = await _pages.GetStringAsync("/consolelogs/resource/cart");

        Assert.Equal(500, page.Split("class=\"console-line\"").Length - 1);
        Assert.Contains("line 599", page);
    }

    [Fact]
    public async Task Lines_with_the_searched_text_are_marked() =>
        Assert.Contains("is-match", await _pages.GetStringAsync("/consolelogs/resource/cart?text=READY"));

    [Fact]
    public async Task The_stream_goes_on_where_the_page_ends()
    {
        var since = (20_000L * 24 * 3600 + 1) * 1_000_000_000;
        await using var stream = await _pages.GetStreamAsync($"/consolelogs/stream?resource=cart&since={since}");
        using var reader = new StreamReader(stream);
        await reader.ReadLineAsync();
        _resources.Say("cart", "later");
        await reader.ReadLineAsync();

        var data = await reader.ReadLineAsync();

        Assert.StartsWith("data: <div class=\"console-line\" data-resource=\"cart\" data-n=\"2\">", data);
        Assert.DoesNotContain("info", data);
    }

    [Fact]
    public async Task The_download_is_plain_text()
    {
        using var answer = await _pages.GetAsync("/consolelogs/download?resource=cart");

        Assert.EndsWith("Z info: <b>ready</b>\n", await answer.Content.ReadAsStringAsync());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_page_that_stands_still_shows_no_later_line_and_asks_for_none()
    {
        _resources.Say("cart", "later");
        var page = await _pages.GetStringAsync($"/consolelogs/resource/cart?until={20_000L * 24 * 3600 * 1_000_000_000}");

        Assert.DoesNotContain("later", page);
        Assert.DoesNotContain("data-stream", page);
    }
}
