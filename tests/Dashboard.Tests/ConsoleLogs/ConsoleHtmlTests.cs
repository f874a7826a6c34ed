using System.Text;
using OtelShop.Dashboard.ConsoleLogs;
using OtelShop.Dashboard.Resources;

namespace OtelShop.Dashboard.Tests.ConsoleLogs;

public sealed class ConsoleHtmlTests
{
    private static readonly ResourceView Cart = new() { Name = "cart", DisplayName = "cart", ResourceType = "Project" };

    [Fact]
    public void A_line_keeps_its_number_and_time()
    {
        var html = Html(new ConsoleLine(7, new DateTimeOffset(2026, 1, 2, 3, 4, 5, 67, TimeSpan.Zero), "hello", IsError: false));

        Assert.Contains("data-resource=\"cart\" data-n=\"7\"", html);
        Assert.Contains("<time class=\"console-time\" datetime=\"2026-01-02T03:04:05.067Z\">03:04:05.067</time>", html);
        Assert.EndsWith("<span class=\"console-text\">hello</span></div>", html);
    }

    [Fact]
    public void What_a_resource_writes_never_becomes_markup()
    {
        var html = Html("<script>alert(1)</script> \"&'");

        Assert.DoesNotContain("<script", html);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;&#x27;", html);
    }

    [Fact]
    public void A_name_that_is_markup_stays_text()
    {
        var html = new StringBuilder();
        new ConsoleHtml(Cart with { Name = "\"><b>" }, isNamed: true).Write(new ConsoleLine(1, default, "x", IsError: false), html);

        Assert.DoesNotContain("<b>", html.ToString());
    }

    [Fact]
    public void Standard_error_is_marked() => Assert.Contains("class=\"console-line is-error\"", Html(new ConsoleLine(1, default, "boom", IsError: true)));

    [Fact]
    public void Colours_are_classes() => Assert.Contains("<span class=\"ansi-fg-2\">info</span>: x", Html("\u001b[32minfo\u001b[0m: x"));

    [Theory]
    [InlineData("see https://example.com/a?b=1&c=2.", "see <a href=\"https://example.com/a?b=1&amp;c=2\" target=\"_blank\" rel=\"noopener noreferrer\">https://example.com/a?b=1&amp;c=2</a>.")]
    [InlineData("(http://a.b/c_(d))", "(<a href=\"http://a.b/c_(d)\" target=\"_blank\" rel=\"noopener noreferrer\">http://a.b/c_(d)</a>)")]
    [InlineData("javascript:alert(1) data:text/html,x ftp://x", "javascript:alert(1) data:text/html,x ftp://x")]
    [InlineData("https://user:password@host/", "https://user:password@host/")]
    public void Addresses_of_the_web_alone_become_links(string line, string html) => Assert.Contains($"<span class=\"console-text\">{html}</span>", Html(line));

    [Fact]
    public void A_link_may_begin_in_the_middle_of_a_coloured_piece() =>
        Assert.Contains("<span class=\"ansi-fg-2\">on <a href=\"http://x\"", Html("\u001b[32mon http://x\u001b[0m ok"));

    private static string Html(string text) => Html(new ConsoleLine(1, default, text, IsError: false));

    private static string Html(ConsoleLine line)
    {
        var html = new StringBuilder();
        new ConsoleHtml(Cart, isNamed: false).Write(line, html);
        return html.ToString();
    }
}
