using System.Runtime.InteropServices;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Counts calls and remembers how long each took.</summary>
internal sealed class CallTally
{
    private readonly List<long> _durations = [];
    private long _errors;

    public int Calls => _durations.Count;

    public void Add(long duration, bool isError)
    {
        _durations.Add(duration);
        if (isError)
            _errors++;
    }

    public CallStatistics Count(double seconds)
    {
        // From the highest on: what is below a rank is all that the next one needs to look at.
        var durations = CollectionsMarshal.AsSpan(_durations);
        var p99 = At(ref durations, 0.99);
        var p95 = At(ref durations, 0.95);
        return new(_durations.Count, _errors, seconds, At(ref durations, 0.50), p95, p99);
    }

    /// <summary>Nearest rank: a latency that really was measured.</summary>
    private long At(ref Span<long> lowest, double share)
    {
        if (lowest.IsEmpty)
            return 0;
        var rank = Math.Clamp((int)Math.Ceiling(share * _durations.Count) - 1, 0, lowest.Length - 1);
        RankSelect.MoveTo(lowest, rank);
        var found = lowest[rank];
        lowest = lowest[..(rank + 1)];
        return found;
    }
}
