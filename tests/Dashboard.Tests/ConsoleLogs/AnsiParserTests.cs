using OtelShop.Dashboard.ConsoleLogs;

namespace OtelShop.Dashboard.Tests.ConsoleLogs;

public sealed class AnsiParserTests
{
    [Fact]
    public void Text_without_any_sequence_is_one_plain_piece() =>
        Assert.Equal([new AnsiRun("Now listening", default)], new AnsiParser().Parse("Now listening"));

    [Fact]
    public void The_colours_of_the_console_logger_are_understood()
    {
        var runs = new AnsiParser().Parse("\u001b[40m\u001b[32minfo\u001b[39m\u001b[22m\u001b[49m: Cart[0]");

        Assert.Equal([("info", "ansi-fg-2 ansi-bg-0"), (": Cart[0]", "")], runs.Select(run => (run.Text, run.Style.Css)));
    }

    [Theory]
    [InlineData("1", "ansi-bold")]
    [InlineData("2", "ansi-dim")]
    [InlineData("3", "ansi-italic")]
    [InlineData("4", "ansi-underlined")]
    [InlineData("7", "ansi-inverse")]
    [InlineData("9", "ansi-struck")]
    [InlineData("1;31", "ansi-fg-1 ansi-bold")]
    [InlineData("91", "ansi-fg-9")]
    [InlineData("104", "ansi-bg-12")]
    [InlineData("38;5;9", "ansi-fg-9")]
    [InlineData("38;5;196", "ansi-fg-1")]
    [InlineData("38;5;255", "ansi-fg-7")]
    [InlineData("48;2;0;0;0", "ansi-bg-0")]
    [InlineData("38:2::255:255:255", "ansi-fg-15")]
    [InlineData("38:5:3;1", "ansi-fg-3 ansi-bold")]
    [InlineData("4:0", "")]
    [InlineData("31;0", "")]
    [InlineData("31;", "")]
    [InlineData("38;5", "")]
    [InlineData("38;2;1;2", "")]
    [InlineData("38;5;999", "")]
    [InlineData("99999999999999999999", "")]
    [InlineData("?31", "")]
    public void A_selection_of_graphics_becomes_classes(string parameters, string css) =>
        Assert.Equal(css, Assert.Single(new AnsiParser().Parse($"\u001b[{parameters}mx")).Style.Css);

    [Fact]
    public void A_colour_stays_for_the_next_line_until_it_is_reset()
    {
        var parser = new AnsiParser();
        parser.Parse("\u001b[31mfailed");

        Assert.Equal("ansi-fg-1", Assert.Single(parser.Parse("   at Cart")).Style.Css);
    }

    [Theory]
    [InlineData("\u001b[2Jx", "x")]
    [InlineData("\u001b[10;20Hx", "x")]
    [InlineData("\u001b]0;title\ax", "x")]
    [InlineData("\u001b]8;;https://example.com\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u001bPsecret\u001b\\x", "x")]
    [InlineData("\u001b(Bx", "x")]
    [InlineData("\u001bcx", "x")]
    [InlineData("\u009b31mx", "x")]
    [InlineData("a\bb\0c\ad\u0085", "abcd")]
    [InlineData("a\tb", "a\tb")]
    [InlineData("x\u001b", "x")]
    [InlineData("x\u001b[", "x")]
    [InlineData("x\u001b[31", "x")]
    [InlineData("\u001b]0;never ends", "0;never ends")]
    public void Whatever_else_a_terminal_is_told_is_removed(string line, string text) => Assert.Equal(text, AnsiParser.Strip(line));

    [Fact]
    public void Of_a_line_of_a_megabyte_the_beginning_is_shown()
    {
        var runs = new AnsiParser().Parse(new string('x', 1_000_000));

        Assert.Equal(AnsiParser.MostCharacters, runs[0].Text.Length);
        Assert.Equal($" … {1_000_000 - AnsiParser.MostCharacters} more characters", runs[1].Text);
    }

    [Fact]
    public void Random_bytes_neither_stop_it_nor_leave_a_control_character()
    {
        var random = new Random(20260101);
        var parser = new AnsiParser();
        const string alphabet = "\u001b\u001b[]P\\;:?0123456789mHJ \a\u009bäx<";
        for (var round = 0; round < 2_000; round++)
        {
            var line = new string([.. Enumerable.Range(0, random.Next(80)).Select(_ => alphabet[random.Next(alphabet.Length)])]);

            Assert.DoesNotContain(parser.Parse(line), run => run.Text.Any(char.IsControl));
        }
    }
}
