namespace OtelShop.ServiceMap.Traffic;

/// <summary>Calls of a window in numbers. Public because components take it as a parameter.</summary>
/// <param name="Calls">All of them; a retried call counts each time.</param>
/// <param name="Errors">How many failed.</param>
/// <param name="Seconds">Length of the window, as far as it is known.</param>
public readonly record struct CallStatistics(long Calls, long Errors, double Seconds)
{
    /// <summary>Calls that were not part of a warm-up; latency and verdict are theirs.</summary>
    public long Judged { get; init; }

    /// <summary>Judged calls that failed.</summary>
    public long JudgedErrors { get; init; }

    /// <summary>Judged calls that failed or missed the latency objective.</summary>
    public long Bad { get; init; }

    /// <summary>Milliseconds that half of the judged calls kept to. Zero when none is judged.</summary>
    public double P50 { get; init; }

    public double P95 { get; init; }

    public double P99 { get; init; }

    public double Rate => Seconds > 0 ? Calls / Seconds : 0;

    public double ErrorShare => Calls == 0 ? 0 : (double)Errors / Calls;

    public double JudgedErrorShare => Judged == 0 ? 0 : (double)JudgedErrors / Judged;
}
