using System.Collections.Concurrent;
using System.Diagnostics;

namespace OtelShop.Checkout.Tests;

/// <summary>The spans of one trace, whichever part of the process made them.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public RecordedSpans(ActivityTraceId trace)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = span =>
            {
                if (span.TraceId == trace)
                    _spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IEnumerable<Activity> All => _spans;

    public IEnumerable<string?> Values =>
        from span in _spans
        from tag in span.TagObjects.Concat(span.Events.SelectMany(e => e.Tags))
        select tag.Value?.ToString();

    public void Dispose() => _listener.Dispose();
}
