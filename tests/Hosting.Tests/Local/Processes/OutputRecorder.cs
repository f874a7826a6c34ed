namespace Aspire.Hosting.Tests.Local.Processes;

/// <summary>Remembers what a process wrote, and tells when a line has come.</summary>
internal sealed class OutputRecorder
{
    private readonly Lock _gate = new();
    private readonly List<(string Line, bool IsError)> _lines = [];
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Came)> _waiting = [];

    public void Add(string line, bool isError)
    {
        lock (_gate)
        {
            _lines.Add((line, isError));
            foreach (var (_, came) in _waiting.Where(waiting => waiting.Wanted(line)))
                came.TrySetResult(line);
        }
    }

    public IReadOnlyList<string> Lines(bool isError)
    {
        lock (_gate)
            return [.. _lines.Where(entry => entry.IsError == isError).Select(entry => entry.Line)];
    }

    public Task<string> Line(string text) => First(line => line == text);

    public Task<string> First(Func<string, bool> wanted)
    {
        var came = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((wanted, came));
            foreach (var (line, _) in _lines.Where(entry => wanted(entry.Line)))
                came.TrySetResult(line);
        }

        return came.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
