using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using OtelShop.Dashboard.Resources;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.ConsoleLogs;

/// <summary>Writes the lines of one resource as HTML: for the page and for the stream that continues it.</summary>
/// <param name="resource">Who said them.</param>
/// <param name="isNamed">Whether each line says who said it.</param>
internal sealed class ConsoleHtml(ResourceView resource, bool isNamed)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly AnsiParser _parser = new();
    private readonly string _name = Encoder.Encode(resource.Name);
    private readonly int _colour = ResourceColour.Of(resource.DisplayName);

    /// <summary>Takes notice of a line that is not shown: it may have set a colour.</summary>
    public void Skip(ConsoleLine line) => _parser.Parse(line.Text);

    public void Write(ConsoleLine line, StringBuilder html, bool isFound = false)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"console-line{(line.IsError ? " is-error" : "")}{(isFound ? " is-match" : "")}\" data-resource=\"{_name}\" data-n=\"{line.Number}\">");
        html.Append(CultureInfo.InvariantCulture, $"<span class=\"console-number\">{line.Number}</span>");
        html.Append(CultureInfo.InvariantCulture, $"<time class=\"console-time\" datetime=\"{line.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\">{line.Time.UtcDateTime:HH:mm:ss.fff}</time>");
        if (isNamed)
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"console-from colour-{_colour}\">{_name}</span>");
        if (line.IsError)
            html.Append("<span class=\"console-error\" title=\"standard error\">err</span>");
        html.Append("<span class=\"console-text\">");
        WriteText(_parser.Parse(line.Text), html);
        html.Append("</span></div>");
    }

    private static void WriteText(List<AnsiRun> runs, StringBuilder html)
    {
        var links = ConsoleLinks.Find(string.Concat(runs.Select(run => run.Text)));
        var position = 0;
        foreach (var run in runs)
        {
            var css = run.Style.Css;
            if (css.Length > 0)
                html.Append(CultureInfo.InvariantCulture, $"<span class=\"{css}\">");
            WriteRun(run.Text, position, links, html);
            if (css.Length > 0)
                html.Append("</span>");
            position += run.Text.Length;
        }
    }

    // An address whose colour changes on its way is left as text: no part of it leads where the whole does.
    private static void WriteRun(string text, int position, List<(int Start, int Length)> links, StringBuilder html)
    {
        var done = 0;
        foreach (var (start, length) in links)
        {
            var from = Math.Max(start - position, done);
            var to = Math.Min(start + length - position, text.Length);
            if (to <= from)
                continue;
            html.Append(Encoder.Encode(text[done..from]));
            if (start >= position && start + length <= position + text.Length)
            {
                var address = Encoder.Encode(text[from..to]);
                html.Append(CultureInfo.InvariantCulture, $"<a href=\"{address}\" target=\"_blank\" rel=\"noopener noreferrer\">{address}</a>");
            }
            else
            {
                html.Append(Encoder.Encode(text[from..to]));
            }

            done = to;
        }

        html.Append(Encoder.Encode(text[done..]));
    }
}
