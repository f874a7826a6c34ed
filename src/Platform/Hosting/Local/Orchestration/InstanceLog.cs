using Aspire.Hosting.Local.Data;

namespace Aspire.Hosting.Local.Orchestration;

/// <summary>Everything that one copy of a resource says: to whoever watches, into its file, and the last lines for an error report.</summary>
internal sealed class InstanceLog(ResourceLog watched, RotatingLogFile file, string path) : IDisposable
{
    private const int Remembered = 12;
    private readonly Lock _gate = new();
    private readonly Queue<string> _last = new();

    public void Add(string line, bool isError)
    {
        watched.Add(line, isError);
        file.WriteLine(line);
        lock (_gate)
        {
            if (_last.Count == Remembered)
                _last.Dequeue();
            _last.Enqueue(line);
        }
    }

    /// <summary>The last lines and where all of them are. Forgets them: the next process's failure has other reasons.</summary>
    public string TakeStory()
    {
        lock (_gate)
        {
            var lines = _last.Count == 0 ? "It wrote nothing. " : $"Its last lines:\n  {string.Join("\n  ", _last)}\n";
            _last.Clear();
            return $"{lines}Everything it said: {path}";
        }
    }

    public void Dispose() => file.Dispose();
}
