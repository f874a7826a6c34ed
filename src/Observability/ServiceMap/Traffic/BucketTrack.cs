namespace OtelShop.ServiceMap.Traffic;

/// <summary>Buckets of equal length. A bucket is taken anew when its time has passed; calls older than all buckets are not counted.</summary>
/// <param name="length">Of a bucket, in milliseconds.</param>
/// <param name="count">Of buckets.</param>
internal sealed class BucketTrack(long length, int count)
{
    private readonly Bucket?[] _buckets = new Bucket?[count];

    public void Add(Call call, bool isBad)
    {
        var index = call.End / length;
        ref var bucket = ref _buckets[index % count];
        if (bucket is null || bucket.Index < index)
            bucket = new(index);
        if (bucket.Index == index)
            bucket.Add(call, isBad);
    }

    public CallStatistics Read(TimeSpan window, long now, long since)
    {
        var (first, last) = Range(window, now);
        var seconds = Math.Max(1, (now - Math.Max(first * length, since)) / 1e3);
        return Sum(first, last, seconds);
    }

    public IReadOnlyList<CallStatistics> Points(TimeSpan window, long now)
    {
        var (first, last) = Range(window, now);
        // Without the bucket that is still filling, which would end every line in a drop.
        return [.. Enumerable.Range(0, (int)(last - first)).Select(i => Sum(first + i, first + i, length / 1e3))];
    }

    private (long First, long Last) Range(TimeSpan window, long now) =>
        (Math.Max(0, (now - (long)window.TotalMilliseconds) / length), now / length);

    private CallStatistics Sum(long first, long last, double seconds)
    {
        long calls = 0, errors = 0, judged = 0, judgedErrors = 0, bad = 0;
        Span<int> latency = stackalloc int[LatencyHistogram.Bins];
        foreach (var bucket in _buckets)
        {
            if (bucket is null || bucket.Index < first || bucket.Index > last)
                continue;
            calls += bucket.Calls;
            errors += bucket.Errors;
            judged += bucket.Judged;
            judgedErrors += bucket.JudgedErrors;
            bad += bucket.Bad;
            bucket.AddTo(latency);
        }

        return new(calls, errors, seconds)
        {
            Judged = judged,
            JudgedErrors = judgedErrors,
            Bad = bad,
            P50 = LatencyHistogram.Percentile(latency, 0.50),
            P95 = LatencyHistogram.Percentile(latency, 0.95),
            P99 = LatencyHistogram.Percentile(latency, 0.99),
        };
    }

    private sealed class Bucket(long index)
    {
        // Saturates at 65,535 calls of one latency.
        private ushort[]? _latency;

        public long Index => index;

        public int Calls { get; private set; }

        public int Errors { get; private set; }

        public int Judged { get; private set; }

        public int JudgedErrors { get; private set; }

        public int Bad { get; private set; }

        public void Add(Call call, bool isBad)
        {
            Calls++;
            Errors += call.IsError ? 1 : 0;
            if (call.IsWarmUp)
                return;
            Judged++;
            JudgedErrors += call.IsError ? 1 : 0;
            Bad += isBad ? 1 : 0;
            _latency ??= new ushort[LatencyHistogram.Bins];
            ref var bin = ref _latency[LatencyHistogram.BinOf(call.Milliseconds)];
            if (bin < ushort.MaxValue)
                bin++;
        }

        public void AddTo(Span<int> latency)
        {
            for (var bin = 0; bin < (_latency?.Length ?? 0); bin++)
                latency[bin] += _latency![bin];
        }
    }
}
