using Aspire.Hosting.Local.Status;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Aspire.Hosting.Tests.Local.Status;

public sealed class StatusViewTests
{
    private static readonly ResourceRow Cart = new("cart", "Healthy", "http://127.0.0.1:20001", null, Restarts: 2) { IsReady = true, IsBroken = false };
    private readonly StringWriter _output = new();

    [Fact]
    public void In_a_pipe_every_change_is_one_line()
    {
        var view = new PlainStatus(_output);
        view.Changed(Cart, [Cart]);
        view.Tell(new Notice(LogLevel.Error, "quote could not be started"));

        Assert.Equal($"{"cart",-18} Healthy (restarts: 2)  http://127.0.0.1:20001\nerror: quote could not be started\n", _output.ToString());
    }

    [Fact]
    public async Task At_a_terminal_one_table_shows_every_resource_and_its_address()
    {
        var view = new LiveStatus(Terminal());
        view.Changed(Cart, [Cart]);
        view.Started(["Shop: http://localhost:8080"]);
        await view.CloseAsync();

        Assert.Matches("cart.*Healthy.*http://127.0.0.1:20001.*2", _output.ToString());
        Assert.Contains("Shop: http://localhost:8080", _output.ToString());
    }

    [Fact]
    public void In_a_pipe_the_way_in_is_one_line_at_once()
    {
        var view = new PlainStatus(_output);
        view.Opened("Login to the dashboard at http://127.0.0.1:18888/login?t=abc");

        Assert.Equal("Login to the dashboard at http://127.0.0.1:18888/login?t=abc\n", _output.ToString());
    }

    [Fact]
    public async Task At_a_terminal_the_way_in_stays_in_sight_until_the_end()
    {
        var view = new LiveStatus(Terminal());
        view.Opened("Login to the dashboard at http://127.0.0.1:18888/login?t=abc");
        view.Started(["Shop: http://localhost:8080"]);
        await view.CloseAsync();

        Assert.Matches("Login to the dashboard at .*t=abc\\s+Shop: ", _output.ToString());
    }

    [Fact]
    public async Task A_notice_may_hold_what_looks_like_markup()
    {
        var view = new LiveStatus(Terminal());
        view.Tell(new Notice(LogLevel.Error, "cart said [boom]"));
        await view.CloseAsync();

        Assert.Contains("cart said [boom]", _output.ToString());
    }

    private IAnsiConsole Terminal()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(_output) });
        console.Profile.Width = 140;
        return console;
    }
}
