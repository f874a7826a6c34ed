using System.Collections.Concurrent;
using System.Diagnostics;

namespace OtelShop.Grpc.Tests;

/// <summary>Keeps every span that ends, by trace.</summary>
internal sealed class SpanCollector : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly ActivityListener _listener;

    public SpanCollector()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Grpc.Net.Client" or "Microsoft.AspNetCore" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                _ended.Enqueue(activity);
                _signal.Release();
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The spans of a trace, as soon as there are so many: the server's span ends after its response.</summary>
    public async Task<List<Activity>> OfTraceAsync(ActivityTraceId trace, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (_ended.Count(span => span.TraceId == trace) < count) { await _signal.WaitAsync(patience.Token); }
        return [.. _ended.Where(span => span.TraceId == trace)];
    }

    public void Dispose()
    {
        _listener.Dispose();
        _signal.Dispose();
    }
}
