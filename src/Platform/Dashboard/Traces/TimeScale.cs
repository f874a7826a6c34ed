using System.Globalization;

namespace OtelShop.Dashboard.Traces;

/// <summary>Places times of a trace on a line from 0 to 100 percent.</summary>
public sealed class TimeScale(long start, long end)
{
    private const int MostTicks = 5;
    private readonly double _length = Math.Max(1, end - start);

    public long Start => start;

    public long End => end;

    public static string Percent(double value) => value.ToString("0.###", CultureInfo.InvariantCulture) + "%";

    /// <summary>From 0 to 100, also for times outside.</summary>
    public double At(long time) => Math.Clamp(100 * ((time - start) / _length), 0, 100);

    public string X(long time) => Percent(At(time));

    /// <summary>Never so narrow that it could not be seen.</summary>
    public string Width(long from, long until, double least = 0.15) => Percent(Math.Max(least, At(until) - At(from)));

    /// <summary>Nanoseconds after the start at round steps of 1, 2 or 5 times a power of ten.</summary>
    public IEnumerable<long> Ticks()
    {
        var step = Step(_length / MostTicks);
        for (var tick = 0L; tick <= _length; tick += step)
            yield return tick;
    }

    internal static long Step(double least)
    {
        var power = (long)Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, least))));
        return power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
    }
}
