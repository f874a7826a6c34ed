using System.Text;
using OtelShop.Dashboard.Resources;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.ConsoleLogs;

/// <summary>The last lines of one resource or of several, in the order in which they came.</summary>
internal sealed class ConsoleBacklog
{
    private readonly List<(ResourceView Resource, ConsoleLine Line)> _lines;
    private readonly bool _isNamed;

    private ConsoleBacklog(List<(ResourceView, ConsoleLine)> lines, bool isNamed)
    {
        _lines = lines;
        _isNamed = isNamed;
    }

    public int Count => _lines.Count;

    /// <summary>When the last of them came, in Unix nanoseconds. 0 when there is none.</summary>
    public long Last => _lines.Count == 0 ? 0 : UnixTime.FromDateTime(_lines[^1].Line.Time);

    /// <param name="source">Who runs the resources.</param>
    /// <param name="selection">Whose lines.</param>
    /// <param name="count">How many of them together.</param>
    /// <param name="until">The moment at which the page stands still. Null means now.</param>
    public static ConsoleBacklog Read(IResourceSource source, ConsoleSelection selection, int count, DateTimeOffset? until)
    {
        // Lines later than the pause may fill the end of each log, so more is read than shown.
        var lines = selection.Resources
            .SelectMany(resource => source.ReadConsole(resource.Name, until is null ? count : int.MaxValue).Select(line => (resource, line)))
            .Where(entry => until is null || entry.line.Time <= until)
            .OrderBy(entry => entry.line.Time)
            .TakeLast(count);
        return new ConsoleBacklog([.. lines], selection.IsNamed);
    }

    /// <summary>The lines as HTML. Those that contain <paramref name="text"/> are marked.</summary>
    /// <returns>How many are marked.</returns>
    public int Write(StringBuilder html, string? text)
    {
        var writers = new Dictionary<string, ConsoleHtml>(StringComparer.Ordinal);
        var found = 0;
        foreach (var (resource, line) in _lines)
        {
            if (!writers.TryGetValue(resource.Name, out var writer))
                writers.Add(resource.Name, writer = new ConsoleHtml(resource, _isNamed));
            var isFound = !string.IsNullOrEmpty(text) && AnsiParser.Strip(line.Text).Contains(text, StringComparison.OrdinalIgnoreCase);
            found += isFound ? 1 : 0;
            writer.Write(line, html, isFound);
        }

        return found;
    }

    /// <summary>The lines as plain text.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var (resource, line) in _lines)
        {
            text.Append(line.Time.UtcDateTime.ToString("O", null)).Append(' ');
            if (_isNamed)
                text.Append(resource.Name).Append(' ');
            text.Append(AnsiParser.Strip(line.Text)).Append('\n');
        }

        return text.ToString();
    }
}
