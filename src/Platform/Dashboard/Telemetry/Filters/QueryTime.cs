using System.Globalization;

namespace OtelShop.Dashboard.Telemetry.Filters;

/// <summary>Times in a query string: Unix nanoseconds, or RFC 3339 with an offset (none means UTC).</summary>
internal static class QueryTime
{
    public static bool TryParse(string? text, out long unixNanoseconds)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out unixNanoseconds))
            return true;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        // Nanoseconds in a long reach from 1678 to 2262.
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) || time.Year is < 1970 or > 2261)
            return false;
        unixNanoseconds = UnixTime.FromDateTime(time);
        return true;
    }

    public static string Format(long unixNanoseconds) => unixNanoseconds.ToString(CultureInfo.InvariantCulture);
}
