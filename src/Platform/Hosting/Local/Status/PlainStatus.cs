namespace Aspire.Hosting.Local.Status;

/// <summary>One line per event, for pipes, log files and machines.</summary>
internal sealed class PlainStatus(TextWriter output) : IStatusView
{
    private const int NameWidth = 18;

    public void Changed(ResourceRow row, IReadOnlyList<ResourceRow> all)
    {
        var restarts = row.Restarts > 0 ? $" (restarts: {row.Restarts})" : "";
        output.WriteLine($"{row.Name,-NameWidth} {row.State}{restarts}{(row.IsReady ? "  " + row.Addresses : "")}".TrimEnd());
    }

    public void Tell(Notice notice) => output.WriteLine($"{(notice.IsError ? "error" : "warning")}: {notice.Text}");

    public void Opened(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }

    public void Started(IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
            output.WriteLine(line);
        output.Flush();
    }

    public void Stopping() => output.WriteLine("Stopping ...");

    public Task CloseAsync() => output.FlushAsync();
}
