using System.Diagnostics;
using System.Threading.Channels;

namespace OtelShop.ServiceDefaults.Tests;

/// <summary>Samples all spans of some sources and hands out the ended ones.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Channel<Activity> _ended = Channel.CreateUnbounded<Activity>();

    private readonly ActivityListener _listener;

    public SpanRecorder(params string[] sources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _ended.Writer.TryWrite(activity),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    public async Task<Activity> NextAsync(Func<Activity, bool> wanted)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        await foreach (var activity in _ended.Reader.ReadAllAsync(giveUp.Token))
        {
            if (wanted(activity))
                return activity;
        }

        throw new InvalidOperationException("No such span.");
    }
}
