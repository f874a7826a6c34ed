using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aspire.Hosting.Local.Status;

/// <summary>One table that stays in its place, for a person at a terminal. Notices scroll by above it.</summary>
/// <remarks>Spectre's own live display does not erase what it leaves when something is written above, so this one draws itself.</remarks>
internal sealed class LiveStatus : IStatusView
{
    /// <summary>Lines around the rows: the table's head, its rules and the summary.</summary>
    private const int Frame = 8;

    private readonly IAnsiConsole _console;
    private readonly ConcurrentQueue<Notice> _notices = new();
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Task _drawing;
    private IReadOnlyList<ResourceRow> _rows = [];
    private IReadOnlyList<string> _lines = ["Starting ..."];
    private ImmutableArray<string> _entrances = [];
    private int _drawnLines;

    public LiveStatus(IAnsiConsole console)
    {
        _console = console;
        _drawing = Task.Run(DrawAsync);
    }

    public void Changed(ResourceRow row, IReadOnlyList<ResourceRow> all)
    {
        _rows = all;
        _changes.Writer.TryWrite(true);
    }

    public void Tell(Notice notice)
    {
        _notices.Enqueue(notice);
        _changes.Writer.TryWrite(true);
    }

    public void Opened(string line)
    {
        _entrances = _entrances.Add(line);
        _changes.Writer.TryWrite(true);
    }

    public void Started(IReadOnlyList<string> lines)
    {
        _lines = lines;
        _changes.Writer.TryWrite(true);
    }

    public void Stopping()
    {
        _entrances = [];
        Started(["Stopping ..."]);
    }

    public Task CloseAsync()
    {
        _changes.Writer.TryComplete();
        return _drawing;
    }

    private static string Colour(ResourceRow row) => row.IsBroken ? "red" : row.IsReady ? "green" : "yellow";

    private async Task DrawAsync()
    {
        while (await _changes.Reader.WaitToReadAsync())
        {
            while (_changes.Reader.TryRead(out _))
            {
                // One drawing answers all changes until now.
            }

            Draw();
        }

        Draw();
    }

    private void Draw()
    {
        if (_drawnLines > 0)
            _console.Write(new ControlCode($"\e[{_drawnLines}A\r\e[J"));
        while (_notices.TryDequeue(out var notice))
            _console.MarkupLineInterpolated(notice.IsError ? (FormattableString)$"[red]error:[/] {notice.Text}" : $"[yellow]warning:[/] {notice.Text}");
        var picture = Text(Picture());
        _drawnLines = picture.Count(character => character == '\n');
        _console.Profile.Out.Writer.Write(picture);
        _console.Profile.Out.Writer.Flush();
    }

    // How many lines a picture takes is only known once it is text.
    private string Text(Rows picture)
    {
        var text = new StringWriter();
        var page = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _console.Profile.Capabilities.Ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = _console.Profile.Capabilities.Ansi ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        page.Profile.Width = _console.Profile.Width;
        page.Write(picture);
        return text.ToString().TrimEnd('\n') + '\n';
    }

    private Rows Picture()
    {
        // What does not fit could not be erased: on a small terminal only what needs attention is shown.
        var frame = Frame + _entrances.Length;
        var fits = _rows.Count + frame <= _console.Profile.Height;
        var shown = fits ? _rows : [.. _rows.Where(row => !row.IsReady).Take(Math.Max(0, _console.Profile.Height - frame))];
        var table = new Table().Border(TableBorder.Simple).AddColumns("Resource", "State", "Address", "Restarts");
        foreach (var row in shown)
        {
            table.AddRow(
                new Text(row.Name),
                new Markup($"[{Colour(row)}]{Markup.Escape(row.State)}[/]"),
                new Text(row.Addresses).Ellipsis(),
                new Text(row.Restarts == 0 ? "" : $"{row.Restarts}"));
        }

        IEnumerable<string> lines = fits ? [.. _entrances, .. _lines] : [$"{_rows.Count(row => row.IsReady)} of {_rows.Count} resources are up.", .. _entrances, .. _lines];
        return new Rows([table, .. lines.Select(IRenderable (line) => new Text(line))]);
    }
}
