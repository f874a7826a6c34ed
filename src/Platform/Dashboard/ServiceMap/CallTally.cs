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
        _durations.Sort();
        return new(_durations.Count, _errors, seconds, At(0.50), At(0.95), At(0.99));
    }

    /// <summary>Nearest rank: a latency that really was measured.</summary>
    private long At(double share)
    {
        var sorted = CollectionsMarshal.AsSpan(_durations);
        return sorted.IsEmpty ? 0 : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
