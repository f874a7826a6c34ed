using System.Globalization;

namespace OtelShop.Dashboard.Telemetry.Filters;

/// <summary>Durations in a query string: a number and ns, us, ms, s, m or h.</summary>
internal static class QueryDuration
{
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        text = text?.Trim() ?? "";
        var digits = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        if (TicksOf(text.AsSpan(digits)) is not { } ticks
            || !decimal.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > long.MaxValue / Math.Max(ticks, 1))
            return false;
        duration = TimeSpan.FromTicks((long)(number * ticks));
        return true;
    }

    /// <summary>In the largest unit that leaves a whole number.</summary>
    public static string Format(TimeSpan duration) => duration.Ticks switch
    {
        var t when t % TimeSpan.TicksPerHour == 0 && t != 0 => Number(t / TimeSpan.TicksPerHour, "h"),
        var t when t % TimeSpan.TicksPerMinute == 0 && t != 0 => Number(t / TimeSpan.TicksPerMinute, "m"),
        var t when t % TimeSpan.TicksPerSecond == 0 => Number(t / TimeSpan.TicksPerSecond, "s"),
        var t when t % TimeSpan.TicksPerMillisecond == 0 => Number(t / TimeSpan.TicksPerMillisecond, "ms"),
        var t when t % TimeSpan.TicksPerMicrosecond == 0 => Number(t / TimeSpan.TicksPerMicrosecond, "us"),
        var t => Number(t * TimeSpan.NanosecondsPerTick, "ns"),
    };

    private static string Number(long value, string unit) => value.ToString(CultureInfo.InvariantCulture) + unit;

    private static decimal? TicksOf(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 0.01m,
        "us" or "µs" => TimeSpan.TicksPerMicrosecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" or "min" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        _ => null,
    };
}
