namespace OtelShop.ServiceMap.Traffic;

/// <summary>One call as a series counts it.</summary>
/// <param name="End">Unix time in milliseconds.</param>
/// <param name="Milliseconds">Its latency.</param>
/// <param name="IsError">Whether it failed.</param>
/// <param name="IsWarmUp">Whether its service has just started.</param>
internal readonly record struct Call(long End, double Milliseconds, bool IsError, bool IsWarmUp);

/// <summary>Calls of a node, an edge or an operation over the last hour, in buckets of time.</summary>
internal sealed class CallSeries(double latencyObjective)
{
    // The first calls of their kind load code and open connections, however long the service has been up.
    private const int FirstCalls = 3;
    private readonly BucketTrack _fine = new(10_000, 91);
    private readonly BucketTrack _coarse = new(60_000, 61);
    private int _seen;

    /// <summary>End of the latest call, Unix time in milliseconds.</summary>
    public long Last { get; private set; }

    public void Add(Call call)
    {
        if (_seen < FirstCalls)
        {
            _seen++;
            call = call with { IsWarmUp = true };
        }

        var isBad = call.IsError || call.Milliseconds > latencyObjective;
        _fine.Add(call, isBad);
        _coarse.Add(call, isBad);
        Last = Math.Max(Last, call.End);
    }

    /// <param name="window">At most an hour.</param>
    /// <param name="now">Unix time in milliseconds.</param>
    /// <param name="since">What came before is not known, Unix time in milliseconds.</param>
    public CallStatistics Read(TimeSpan window, long now, long since) => TrackOf(window).Read(window, now, since);

    /// <summary>Calls and p95 of each bucket of the window, oldest first.</summary>
    public IReadOnlyList<CallStatistics> Points(TimeSpan window, long now) => TrackOf(window).Points(window, now);

    private BucketTrack TrackOf(TimeSpan window) => window <= TimeSpan.FromMinutes(15) ? _fine : _coarse;
}
