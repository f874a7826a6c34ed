using System.Globalization;

namespace Grpc.Wire;

/// <summary>The grpc-timeout header: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const long LargestNumber = 99_999_999;

    /// <summary>Reads a header. A time too long for <see cref="TimeSpan"/> is as good as none and gives <see cref="TimeSpan.MaxValue"/>.</summary>
    public static bool TryParse(ReadOnlySpan<char> header, out TimeSpan timeout)
    {
        timeout = default;
        if (header.Length is < 2 or > 9 || !long.TryParse(header[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) { return false; }

        var ticks = header[^1] switch
        {
            // A tick is 100 ns. Rounding up keeps a tiny timeout from becoming none.
            'n' => (number + 99) / 100,
            'u' => number * TimeSpan.TicksPerMicrosecond,
            'm' => number * TimeSpan.TicksPerMillisecond,
            'S' => number * TimeSpan.TicksPerSecond,
            'M' => number * TimeSpan.TicksPerMinute,
            'H' => number > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerHour ? long.MaxValue : number * TimeSpan.TicksPerHour,
            _ => -1,
        };
        timeout = new TimeSpan(Math.Max(ticks, 0));
        return ticks >= 0;
    }

    /// <summary>Writes a time in the finest unit that it fits into, rounded up: the server must not give up before the client does.</summary>
    public static string Format(TimeSpan timeout)
    {
        var ticks = Math.Max(timeout.Ticks, 0);
        if (ticks <= LargestNumber / 100) { return $"{ticks * 100}n"; }
        if (Fits(ticks, TimeSpan.TicksPerMicrosecond, out var number)) { return $"{number}u"; }
        if (Fits(ticks, TimeSpan.TicksPerMillisecond, out number)) { return $"{number}m"; }
        if (Fits(ticks, TimeSpan.TicksPerSecond, out number)) { return $"{number}S"; }
        if (Fits(ticks, TimeSpan.TicksPerMinute, out number)) { return $"{number}M"; }
        return Fits(ticks, TimeSpan.TicksPerHour, out number) ? $"{number}H" : $"{LargestNumber}H";
    }

    private static bool Fits(long ticks, long unit, out long number)
    {
        number = (ticks / unit) + (ticks % unit > 0 ? 1 : 0);
        return number <= LargestNumber;
    }
}
