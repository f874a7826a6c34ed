using System.Globalization;

namespace Aspire.Hosting.Local.Data;

/// <summary>One resource's lines on disk: the current run, and one file of older lines.</summary>
internal sealed class RotatingLogFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly long _maxBytes;
    private readonly TimeProvider _time;
    private StreamWriter? _writer;

    /// <param name="path">Ends in <c>.log</c>; the older lines are in the same name with <c>.1.log</c>.</param>
    /// <param name="maxBytes">Size at which the file becomes the older one.</param>
    /// <param name="time">Clock of the time stamps, which are UTC.</param>
    public RotatingLogFile(string path, long maxBytes, TimeProvider time)
    {
        _path = path;
        _maxBytes = maxBytes;
        _time = time;
        Rotate();
    }

    public void WriteLine(string line)
    {
        lock (_gate)
        {
            if (_writer is null)
                return;
            _writer.WriteLine($"{_time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)} {line}");
            if (_writer.BaseStream.Length >= _maxBytes)
                Rotate();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    private void Rotate()
    {
        _writer?.Dispose();
        if (File.Exists(_path))
            File.Move(_path, Path.ChangeExtension(_path, ".1.log"), overwrite: true);
        _writer = new StreamWriter(_path) { AutoFlush = true };
    }
}
