using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Layout;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.StructuredLogs;

/// <summary>The parts of a log record that have a meaning of their own.</summary>
internal static class LogText
{
    private const int LongestInTable = 4000;
    private const string Template = "{OriginalFormat}";

    /// <summary>The message; that of an event is its name where it has no body.</summary>
    public static string Message(LogRecord record)
    {
        var body = AnyValueText.Of(record.Body);
        return body.Length > 0 ? body : record.EventName;
    }

    /// <summary>The message where it does not fit on a line, cut to what a table can hold. Null where it does fit.</summary>
    public static string? Rest(LogRecord record, int lineLength) =>
        Message(record) is var message && (message.Length > lineLength || message.AsSpan().Trim().IndexOfAny('\r', '\n') >= 0) ? Cut.To(message, LongestInTable) : null;

    /// <summary>The message before its values were put in. Null where it was not sent.</summary>
    public static string? OriginalFormat(LogRecord record) => Find(record, Template);

    public static string? ExceptionType(LogRecord record) => Find(record, "exception.type");

    public static string? ExceptionMessage(LogRecord record) => Find(record, "exception.message");

    public static string? StackTrace(LogRecord record) => Find(record, "exception.stacktrace");

    /// <summary>What is neither the template nor the exception.</summary>
    public static IEnumerable<KeyValue> Attributes(LogRecord record) =>
        record.Attributes.Where(a => a.Key != Template && !a.Key.StartsWith("exception.", StringComparison.Ordinal));

    private static string? Find(LogRecord record, string key) =>
        record.Attributes.FirstOrDefault(a => a.Key == key) is { } found && AnyValueText.Of(found.Value) is { Length: > 0 } text ? text : null;
}
