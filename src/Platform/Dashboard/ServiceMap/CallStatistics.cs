namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Calls of a time in numbers. Public because components are, and take it as a parameter.</summary>
/// <param name="Calls">How many; a retried call counts each time.</param>
/// <param name="Errors">How many of them failed: of calls as seen from either side, of requests as their service says.</param>
/// <param name="Seconds">Length of the time, as far as it is known.</param>
/// <param name="P50">Latency that half of the calls kept to, in nanoseconds. Zero without calls.</param>
/// <param name="P95">Latency that 95 % of the calls kept to.</param>
/// <param name="P99">Latency that 99 % of the calls kept to.</param>
public readonly record struct CallStatistics(long Calls, long Errors, double Seconds, long P50, long P95, long P99)
{
    /// <summary>Calls per second.</summary>
    public double Rate => Seconds > 0 ? Calls / Seconds : 0;

    /// <summary>Share of calls that failed, from 0 to 1.</summary>
    public double ErrorShare => Calls == 0 ? 0 : (double)Errors / Calls;
}
