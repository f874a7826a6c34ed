namespace OtelShop.Dashboard.Layout;

/// <summary>Durations for people.</summary>
internal static class Duration
{
    /// <summary>Three significant digits and the largest unit that leaves at least one before the point: 870 ns, 12.3 µs, 4.56 ms, 1.5 s, 2 min 5 s, 3 h 20 min.</summary>
    public static string Format(long nanoseconds)
    {
        var sign = nanoseconds < 0 ? "-" : "";
        var n = Math.Abs((double)nanoseconds);
        return sign + n switch
        {
            < 1e3 => $"{n:0} ns",
            < 999.5e3 => $"{Digits(n / 1e3)} µs",
            < 999.5e6 => $"{Digits(n / 1e6)} ms",
            < 59.95e9 => $"{Digits(n / 1e9)} s",
            < 3599.5e9 => Pair((long)Math.Round(n / 1e9), 60, "min", "s"),
            _ => Pair((long)Math.Round(n / 60e9), 60, "h", "min"),
        };
    }

    private static string Digits(double value) => value switch
    {
        < 9.995 => $"{value:0.##}",
        < 99.95 => $"{value:0.#}",
        _ => $"{value:0}",
    };

    private static string Pair(long small, long factor, string large, string unit) =>
        small % factor == 0 ? $"{small / factor} {large}" : $"{small / factor} {large} {small % factor} {unit}";
}
