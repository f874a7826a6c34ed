using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>
/// Writes a log record as one line: time, level, event, message, exception, trace id. .NET's simple console writes the category and a number
/// instead of the event, and no trace id.
/// </summary>
internal sealed class EventConsoleFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "event";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z '"));
        textWriter.Write(NameOf(logEntry.LogLevel));
        textWriter.Write(LogConventions.IsEvent(logEntry.EventId.Name) ? logEntry.EventId.Name : logEntry.Category.AsSpan(logEntry.Category.LastIndexOf('.') + 1));
        textWriter.Write(": ");
        WriteLine(textWriter, logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(' ');
            WriteLine(textWriter, exception.ToString());
        }
        if (Activity.Current is { } span)
        {
            textWriter.Write(" trace=");
            textWriter.Write(span.TraceId.ToHexString());
        }
        textWriter.WriteLine();
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce ",
        LogLevel.Debug => "dbug ",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        LogLevel.Error => "fail ",
        _ => "crit ",
    };

    private static void WriteLine(TextWriter writer, string text) => writer.Write(text.ReplaceLineEndings(" "));
}
