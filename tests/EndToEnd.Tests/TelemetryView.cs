using System.Runtime.CompilerServices;

namespace OtelShop.EndToEnd.Tests;

/// <summary>The telemetry of the shop from one moment on.</summary>
internal sealed class TelemetryView(OtlpReceiver receiver, DateTimeOffset since)
{
    /// <summary>How long ago the view began.</summary>
    public TimeSpan Age => TimeProvider.System.GetUtcNow() - since;

    /// <summary>Spans of every service.</summary>
    public IReadOnlyList<ReceivedSpan> Spans(Func<ReceivedSpan, bool> condition) => [.. receiver.Spans.Where(span => span.Start >= since && condition(span))];

    public IReadOnlyList<ReceivedSpan> Spans(string service, Func<ReceivedSpan, bool> condition) =>
        [.. receiver.Spans.Where(span => span.Service == service && span.Start >= since && condition(span))];

    public IReadOnlyList<ReceivedLog> Logs(string service, Func<ReceivedLog, bool> condition) =>
        [.. receiver.LogRecords.Where(log => log.Service == service && log.Time >= since && condition(log))];

    public bool HasSpan(string service, Func<ReceivedSpan, bool> condition) => Spans(service, condition).Count > 0;

    /// <summary>Waits for a span; the newest is returned.</summary>
    public Task<ReceivedSpan> SpanAsync(string service, Func<ReceivedSpan, bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Eventually.GetAsync($"a span of {service}: {what}", () => Task.FromResult(Spans(service, condition) is [.., var newest] ? newest : null));

    /// <summary>Waits for a log record; the newest is returned.</summary>
    public Task<ReceivedLog> LogAsync(string service, Func<ReceivedLog, bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Eventually.GetAsync($"a log record of {service}: {what}", () => Task.FromResult(Logs(service, condition) is [.., var newest] ? newest : null));

    /// <summary>Sum of the newest values of all series of an instrument. Null while none has come.</summary>
    public double? Metric(string service, string instrument) =>
        receiver.Series.Where(entry => entry.Key.Service == service && entry.Key.Instrument == instrument).Select(entry => entry.Value).ToList() is { Count: > 0 } values
            ? values.Sum()
            : null;
}
