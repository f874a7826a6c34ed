using System.Text.RegularExpressions;

namespace OtelShop.Hosting.Lifetime;

/// <summary>One resource's lines on disk: a file that runs append to, and one file of older lines.</summary>
internal sealed partial class RotatingLogFile(string path, long maxBytes = RotatingLogFile.DefaultMaxBytes) : IDisposable
{
    private const long DefaultMaxBytes = 4 * 1024 * 1024;
    private StreamWriter? _writer;

    /// <summary>Appends the line without colour codes, and with the first of two time stamps: DCP has put one before that of the program.</summary>
    public void WriteLine(string line)
    {
        _writer ??= new StreamWriter(path, append: true);
        _writer.WriteLine(SecondTime().Replace(ColourCodes().Replace(line, ""), "$1"));
    }

    /// <summary>Writes the lines to disk; a file that has reached its limit becomes the one of older lines.</summary>
    public void Flush()
    {
        _writer?.Flush();
        if (_writer?.BaseStream.Length >= maxBytes)
            Rotate();
    }

    public void Dispose() => _writer?.Dispose();

    private void Rotate()
    {
        _writer!.Dispose();
        _writer = null;
        File.Move(path, Path.ChangeExtension(path, ".1.log"), overwrite: true);
    }

    [GeneratedRegex(@"\x1B\[[0-9;?]*[A-Za-z]")]
    private static partial Regex ColourCodes();

    [GeneratedRegex(@"^(\S+Z )(?:\d+:[A-Z] \d\d \w{3} \d{4} [\d:.]+ |\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z| UTC)? )")]
    private static partial Regex SecondTime();
}
