using System.Collections.Concurrent;
using System.Threading.Channels;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aspire.Hosting.Local.Status;

/// <summary>One table that stays in its place, for a person at a terminal. Notices scroll by above it.</summary>
internal sealed class LiveStatus : IStatusView
{
    private readonly IAnsiConsole _console;
    private readonly ConcurrentQueue<Notice> _notices = new();
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Task _drawing;
    private IReadOnlyList<ResourceRow> _rows = [];
    private IReadOnlyList<string> _lines = ["Starting ..."];

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

    public void Started(IReadOnlyList<string> lines)
    {
        _lines = lines;
        _changes.Writer.TryWrite(true);
    }

    public void Stopping() => Started(["Stopping ..."]);

    public Task CloseAsync()
    {
        _changes.Writer.TryComplete();
        return _drawing;
    }

    private static string Colour(ResourceRow row) => row.IsBroken ? "red" : row.IsReady ? "green" : "yellow";

    private Task DrawAsync() => _console.Live(new Text("")).AutoClear(false).StartAsync(async context =>
    {
        while (await _changes.Reader.WaitToReadAsync())
        {
            while (_changes.Reader.TryRead(out _))
            {
                // One drawing answers all changes until now.
            }

            Draw(context);
        }

        Draw(context);
    });

    private void Draw(LiveDisplayContext context)
    {
        while (_notices.TryDequeue(out var notice))
            _console.MarkupLineInterpolated(notice.IsError ? (FormattableString)$"[red]error:[/] {notice.Text}" : $"[yellow]warning:[/] {notice.Text}");
        context.UpdateTarget(Picture());
    }

    private Rows Picture()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Resource", "State", "Address", "Restarts");
        foreach (var row in _rows)
        {
            table.AddRow(
                new Text(row.Name),
                new Markup($"[{Colour(row)}]{Markup.Escape(row.State)}[/]"),
                new Text(row.Addresses),
                new Text(row.Restarts == 0 ? "" : $"{row.Restarts}"));
        }

        return new Rows([table, .. _lines.Select(IRenderable (line) => new Text(line))]);
    }
}
