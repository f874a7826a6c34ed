using System.Globalization;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Filters;

namespace OtelShop.Dashboard.GoldenSignals;

/// <summary>How many requests have to be good: without an error and within a time. Public because components are, and take it as a parameter.</summary>
/// <param name="Objective">Share of requests, above 0 and below 1.</param>
/// <param name="Threshold">Nanoseconds that a good request may take.</param>
public sealed record Slo(double Objective, long Threshold)
{
    /// <summary>99.5 % within 500 ms.</summary>
    public static Slo Standard { get; } = new(0.995, 500_000_000);

    public bool IsGood(long duration, bool isError) => !isError && duration <= Threshold;

    /// <summary>How many times faster than allowed the error budget is spent: 1 spends all of it in the time that the objective is for.</summary>
    public double Burn(long good, long all) => all == 0 ? 0 : (all - good) / (double)all / (1 - Objective);

    /// <summary>What the parameters <c>slo</c> (percent) and <c>latency</c> ask for.</summary>
    /// <param name="query">Query string.</param>
    /// <param name="complain">Hears a sentence for each that cannot be read.</param>
    public static Slo Read(IQueryCollection query, Action<string>? complain = null)
    {
        var slo = Standard;
        if (query["slo"] is [{ Length: > 0 } percent, ..])
        {
            if (double.TryParse(percent, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 100)
                slo = slo with { Objective = value / 100 };
            else
                complain?.Invoke($"slo: '{percent}' is not a percentage above 0 and below 100.");
        }

        if (query["latency"] is [{ Length: > 0 } latency, ..])
        {
            if (QueryDuration.TryParse(latency, out var threshold) && threshold > TimeSpan.Zero && threshold < TimeSpan.FromDays(1))
                slo = slo with { Threshold = UnixTime.FromTimeSpan(threshold) };
            else
                complain?.Invoke($"latency: '{latency}' is not a duration such as 250ms or 1.5s.");
        }

        return slo;
    }

    public override string ToString() => $"{(Objective * 100).ToString("0.###", CultureInfo.InvariantCulture)} % without error and within {Layout.Duration.Format(Threshold)}";
}
