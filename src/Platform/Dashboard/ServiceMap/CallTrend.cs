namespace OtelShop.Dashboard.ServiceMap;

/// <summary>What became worse or better since the window before. Few calls prove nothing: either window needs twenty.</summary>
internal static class CallTrend
{
    private const int EnoughCalls = 20;
    private const double ErrorStep = 0.01;
    private const double LatencyFactor = 1.25;
    private const double RateFactor = 1.5;
    private const long LeastLatencyStep = 2_000_000;

    /// <summary>One percentage point or more of calls fails that did not fail before.</summary>
    public static bool HasMoreErrors(CallStatistics now, CallStatistics before) =>
        Comparable(now, before) && now.ErrorShare - before.ErrorShare >= ErrorStep;

    /// <summary>p95 has grown by a quarter, and by 2 ms at least.</summary>
    public static bool IsSlower(CallStatistics now, CallStatistics before) =>
        Comparable(now, before) && now.P95 >= before.P95 * LatencyFactor && now.P95 - before.P95 >= LeastLatencyStep;

    /// <summary>Half as many calls again, or the other way round: half and less.</summary>
    public static bool HasOtherRate(CallStatistics now, CallStatistics before) =>
        before.Seconds > 0 && Math.Max(now.Calls, before.Calls) >= EnoughCalls && (now.Rate >= before.Rate * RateFactor || before.Rate >= now.Rate * RateFactor);

    public static bool IsWorse(CallStatistics now, CallStatistics before) => HasMoreErrors(now, before) || IsSlower(now, before);

    /// <summary>Everything of note in a sentence. Null when there is nothing.</summary>
    public static string? Describe(CallStatistics now, CallStatistics before)
    {
        List<string> news = [];
        if (HasMoreErrors(now, before))
            news.Add($"errors {CallText.Share(before.ErrorShare)} → {CallText.Share(now.ErrorShare)}");
        if (IsSlower(now, before))
            news.Add($"p95 {Layout.Duration.Format(before.P95)} → {Layout.Duration.Format(now.P95)}");
        if (HasOtherRate(now, before))
            news.Add($"rate {CallText.Rate(before.Rate)} → {CallText.Rate(now.Rate)}");
        return news.Count == 0 ? null : string.Join(", ", news);
    }

    private static bool Comparable(CallStatistics now, CallStatistics before) => now.Calls >= EnoughCalls && before.Calls >= EnoughCalls;
}
