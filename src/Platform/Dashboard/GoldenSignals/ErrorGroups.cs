using OtelShop.Dashboard.ServiceMap;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.GoldenSignals;

/// <summary>Puts failed spans together by operation and by what went wrong.</summary>
internal static class ErrorGroups
{
    private const int MaxLength = 160;

    /// <summary>The most frequent first.</summary>
    public static IReadOnlyList<ErrorGroup> Of(IEnumerable<SpanDetail> failed) =>
    [
        .. failed.GroupBy(s => (s.Entry.Name, What: WhatOf(s))).Select(g =>
        {
            var last = g.MaxBy(s => s.Entry.Start)!.Entry;
            return new ErrorGroup(g.Key.Name, g.Key.What, g.Count(), g.Min(s => s.Entry.Start), last.Start,
                new(last.TraceId, last.SpanId, last.Name, last.Start, last.Duration, true));
        }).OrderByDescending(g => g.Count).ThenByDescending(g => g.Last),
    ];

    /// <summary>Numbers in messages tell one error from the next, not one kind from another.</summary>
    private static string WhatOf(SpanDetail span)
    {
        var type = Attribute(span, "error.type") ?? span.Span.Events.SelectMany(e => e.Attributes).FirstOrDefault(a => a.Key == "exception.type")?.Value.StringValue;
        var message = span.Span.Status?.Message is { Length: > 0 } text ? WithoutNumbers(text) : null;
        var what = type is null ? message ?? "error" : message is null || message == type ? type : $"{type}: {message}";
        return CallText.Short(what, MaxLength);
    }

    private static string? Attribute(SpanDetail span, string key) =>
        span.Span.Attributes.FirstOrDefault(a => a.Key == key) is { } found && AnyValueText.Of(found.Value) is { Length: > 0 } text ? text : null;

    private static string WithoutNumbers(string text)
    {
        var cut = text.Length > 4 * MaxLength ? text[..(4 * MaxLength)] : text;
        return string.Join(' ', cut.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Count(char.IsAsciiDigit) >= 4 || Guid.TryParse(word.Trim('\'', '"', '.', ','), out _) ? "…" : word));
    }
}
